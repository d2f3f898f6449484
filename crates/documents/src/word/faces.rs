//! Type faces. Only names are written: the reader's own fonts are used, with the names they may have instead.

use crate::model::Lang;

/// One type face by the name its users know, and the names of what may stand in for it.
#[derive(Clone, Copy)]
pub(super) struct Face {
    pub name: &'static str,
    others: &'static str,
    charset: &'static str,
    family: &'static str,
}

/// The faces of a document: what GB/T 9704-2012 (5.2.2, 7.3) asks for, and what Taiwan's offices use in their place.
pub(super) struct Faces {
    pub text: Face,
    pub title: Face,
    pub black: Face,
    pub kai: Face,
    pub song: Face,
}

/// Western letters and figures.
pub(super) const WESTERN: &str = "Times New Roman";

const fn mainland(name: &'static str, others: &'static str, family: &'static str) -> Face {
    Face { name, others, charset: "86", family }
}

const fn taiwan(name: &'static str, others: &'static str, family: &'static str) -> Face {
    Face { name, others, charset: "88", family }
}

const MAINLAND: Faces = Faces {
    text: mainland("仿宋_GB2312", "FangSong_GB2312,仿宋,FangSong,华文仿宋,STFangsong", "modern"),
    title: mainland(
        "方正小标宋简体",
        "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体",
        "script",
    ),
    black: mainland("黑体", "SimHei,华文黑体,STHeiti,微软雅黑", "modern"),
    kai: mainland("楷体_GB2312", "KaiTi_GB2312,楷体,KaiTi,华文楷体,STKaiti", "modern"),
    song: mainland("宋体", "SimSun,华文宋体,STSong", "auto"),
};

const TAIWAN: Faces = Faces {
    text: taiwan("標楷體", "DFKai-SB,BiauKai", "script"),
    title: taiwan("標楷體", "DFKai-SB,BiauKai", "script"),
    black: taiwan("微軟正黑體", "Microsoft JhengHei", "swiss"),
    kai: taiwan("標楷體", "DFKai-SB,BiauKai", "script"),
    song: taiwan("新細明體", "PMingLiU", "roman"),
};

impl Faces {
    pub(super) const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::ZhHans | Lang::En => &MAINLAND,
            Lang::ZhHant => &TAIWAN,
        }
    }
}

/// `word/fontTable.xml`: which names may stand in for which.
pub(super) fn table(lang: Lang) -> String {
    let faces = Faces::of(lang);
    let mut named: Vec<Face> = Vec::new();
    for face in [faces.text, faces.title, faces.black, faces.kai, faces.song] {
        if named.iter().all(|known| known.name != face.name) {
            named.push(face);
        }
    }
    let entry = |face: &Face| {
        let Face { name, others, charset, family } = face;
        format!(
            r#"<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="{charset}"/><w:family w:val="{family}"/></w:font>"#
        )
    };
    let entries = named.iter().map(entry).collect::<String>();
    format!(
        r#"{head}<w:fonts {space}><w:font w:name="{WESTERN}"><w:charset w:val="00"/><w:family w:val="roman"/></w:font>{entries}</w:fonts>"#,
        head = super::parts::HEAD,
        space = super::parts::SPACE,
    )
}
