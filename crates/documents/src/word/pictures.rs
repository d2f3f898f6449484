//! Charts as pictures: the drawing in the package, its words for who cannot see it beside it in the text.

use crate::chart::{Chart, Picture, paper, picture};
use crate::markup::escape;
use crate::model::{WriteError, one_line};

/// English metric units in a point.
const EMU: f32 = 12_700.0;

/// The pictures of a document, in order.
#[derive(Default)]
pub(super) struct Pictures(Vec<Picture>);

impl Pictures {
    /// Keeps a chart's picture, as wide as the text; the run that shows it.
    ///
    /// # Errors
    /// [`WriteError::Face`], [`WriteError::Picture`].
    pub(super) fn add(&mut self, chart: &Chart, (width, most): (f32, f32)) -> Result<String, WriteError> {
        let drawing = chart.on_paper(width, paper::USUAL);
        let drawing =
            if drawing.height > most { drawing.clone().scaled(most / drawing.height) } else { drawing };
        let picture = picture(&drawing)?;
        let number = self.0.len() + 1;
        let (across, down) = (emu(picture.width), emu(picture.height));
        let (name, says) = (escape(&one_line(&chart.title)), escape(&one_line(&chart.says)));
        self.0.push(picture);
        Ok(format!(
            r#"<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/><wp:docPr id="{number}" name="{name}" descr="{says}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="{number}" name="{name}" descr="{says}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#,
            link(number)
        ))
    }

    /// What links them to the text.
    pub(super) fn links(&self) -> String {
        let one = |number: usize| {
            format!(
                r#"<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/chart{number}.png"/>"#,
                link(number)
            )
        };
        (1..=self.0.len()).map(one).collect()
    }

    /// Their files.
    pub(super) fn files(&self) -> impl Iterator<Item = (String, &[u8])> {
        (1..).zip(&self.0).map(|(number, picture): (usize, _)| {
            (format!("word/media/chart{number}.png"), picture.png.as_slice())
        })
    }
}

fn link(number: usize) -> String {
    format!("rIdChart{number}")
}

/// Points in whole units; a page is some ten million.
fn emu(points: f32) -> String {
    format!("{:.0}", points * EMU)
}
