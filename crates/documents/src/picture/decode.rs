//! From the bytes of a picture to points, and from points to a JPEG of our own.

use std::io::Cursor;

use image_webp::WebPDecoder;
use jpeg_encoder::{ColorType, Encoder};
use png::{Decoder, Transformations};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{POINTS, QUALITY, SIDE, Unfit};

/// The kinds of picture that are taken, by their first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Jpeg,
    Png,
    Webp,
}

impl Kind {
    /// By the first bytes; a name says nothing.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(Self::Png),
            _ if webp => Some(Self::Webp),
            _ => None,
        }
    }
}

/// Points of three bytes, row by row.
pub struct Points {
    pub width: usize,
    pub height: usize,
    pub rgb: Vec<u8>,
}

/// Reads a picture and writes it anew: upright, no longer than [`SIDE`], without anything but its points.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, Unfit> {
    let (points, turn) = match Kind::of(bytes).ok_or(Unfit::Kind)? {
        Kind::Jpeg => jpeg(bytes)?,
        Kind::Png => (png(bytes)?, 1),
        Kind::Webp => (webp(bytes)?, 1),
    };
    let points = upright(smaller(points), turn);
    let (width, height) = (u16::try_from(points.width), u16::try_from(points.height));
    let (Ok(width), Ok(height)) = (width, height) else { return Err(Unfit::Size) };
    let mut out = Vec::new();
    Encoder::new(&mut out, QUALITY)
        .encode(&points.rgb, width, height, ColorType::Rgb)
        .map_err(|_| Unfit::Damaged)?;
    Ok(out)
}

fn fits(width: usize, height: usize) -> Result<usize, Unfit> {
    let points = width.checked_mul(height).filter(|points| (1..=POINTS).contains(points));
    points.ok_or(Unfit::Size)
}

fn jpeg(bytes: &[u8]) -> Result<(Points, u8), Unfit> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| Unfit::Damaged)?;
    let info = decoder.info().ok_or(Unfit::Damaged)?;
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    let points = fits(width, height)?;
    let turn = decoder.exif().map_or(1, |exif| orientation(exif));
    let rgb = decoder.decode().map_err(|_| Unfit::Damaged)?;
    if rgb.len() != points * 3 {
        return Err(Unfit::Damaged);
    }
    Ok((Points { width, height, rgb }, turn))
}

fn png(bytes: &[u8]) -> Result<Points, Unfit> {
    let mut decoder = Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|_| Unfit::Damaged)?;
    let (width, height) = (reader.info().width, reader.info().height);
    let (width, height) = (usize::try_from(width), usize::try_from(height));
    let (Ok(width), Ok(height)) = (width, height) else { return Err(Unfit::Size) };
    fits(width, height)?;
    let mut raw = vec![0; reader.output_buffer_size().ok_or(Unfit::Size)?];
    let info = reader.next_frame(&mut raw).map_err(|_| Unfit::Damaged)?;
    raw.truncate(info.buffer_size());
    let rgb = match info.color_type.samples() {
        1 => raw.iter().flat_map(|grey| [*grey; 3]).collect(),
        2 => raw.chunks_exact(2).flat_map(|two| on_white([two.first(); 3], two.get(1))).collect(),
        3 => raw,
        _ => raw
            .chunks_exact(4)
            .flat_map(|four| on_white([four.first(), four.get(1), four.get(2)], four.get(3)))
            .collect(),
    };
    Ok(Points { width, height, rgb })
}

fn webp(bytes: &[u8]) -> Result<Points, Unfit> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|_| Unfit::Damaged)?;
    decoder.set_memory_limit(POINTS * 4);
    let (width, height) = decoder.dimensions();
    let (width, height) = (usize::try_from(width), usize::try_from(height));
    let (Ok(width), Ok(height)) = (width, height) else { return Err(Unfit::Size) };
    fits(width, height)?;
    let alpha = decoder.has_alpha();
    let mut raw = vec![0; decoder.output_buffer_size().ok_or(Unfit::Size)?];
    decoder.read_image(&mut raw).map_err(|_| Unfit::Damaged)?;
    let rgb = if alpha {
        raw.chunks_exact(4)
            .flat_map(|four| on_white([four.first(), four.get(1), four.get(2)], four.get(3)))
            .collect()
    } else {
        raw
    };
    Ok(Points { width, height, rgb })
}

/// What is transparent stands on white.
fn on_white(rgb: [Option<&u8>; 3], alpha: Option<&u8>) -> [u8; 3] {
    let alpha = u32::from(alpha.copied().unwrap_or(255));
    rgb.map(|part| {
        let part = u32::from(part.copied().unwrap_or(0));
        u8::try_from((part * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255)
    })
}

/// A picture whose longer side is at most [`SIDE`]: each point is the mean of those it stands for.
fn smaller(points: Points) -> Points {
    let factor = points.width.max(points.height).div_ceil(SIDE);
    if factor <= 1 {
        return points;
    }
    let (width, height) = ((points.width / factor).max(1), (points.height / factor).max(1));
    let mut rgb = Vec::with_capacity(width * height * 3);
    let count = u32::try_from(factor * factor).unwrap_or(u32::MAX);
    for y in 0..height {
        for x in 0..width {
            let mut sum = [0_u32; 3];
            for row in y * factor..(y + 1) * factor {
                let from = (row * points.width + x * factor) * 3;
                for three in points.rgb.get(from..from + factor * 3).unwrap_or_default().chunks_exact(3) {
                    for (sum, part) in sum.iter_mut().zip(three) {
                        *sum += u32::from(*part);
                    }
                }
            }
            rgb.extend(sum.map(|sum| u8::try_from(sum / count).unwrap_or(255)));
        }
    }
    Points { width, height, rgb }
}

/// Turned as the camera was held: the EXIF orientation, 1 to 8.
fn upright(points: Points, turn: u8) -> Points {
    let Points { width, height, rgb } = points;
    let (across, down) = if turn >= 5 { (height, width) } else { (width, height) };
    let from = |x: usize, y: usize| match turn {
        2 => (width - 1 - x, y),
        3 => (width - 1 - x, height - 1 - y),
        4 => (x, height - 1 - y),
        5 => (y, x),
        6 => (y, height - 1 - x),
        7 => (width - 1 - y, height - 1 - x),
        8 => (width - 1 - y, x),
        _ => (x, y),
    };
    if !(2..=8).contains(&turn) {
        return Points { width, height, rgb };
    }
    let mut turned = Vec::with_capacity(rgb.len());
    for y in 0..down {
        for x in 0..across {
            let (x, y) = from(x, y);
            let at = (y * width + x) * 3;
            turned.extend_from_slice(rgb.get(at..at + 3).unwrap_or(&[255; 3]));
        }
    }
    Points { width: across, height: down, rgb: turned }
}

/// The orientation in an EXIF block; 1, upright, when it says none.
fn orientation(exif: &[u8]) -> u8 {
    const TAG: u16 = 0x0112;
    let read = || -> Option<u8> {
        let little = match exif.get(..2)? {
            b"II" => true,
            b"MM" => false,
            _ => return None,
        };
        let two = |at: usize| -> Option<u16> {
            let bytes: [u8; 2] = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
            Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
        };
        let four: [u8; 4] = exif.get(4..8)?.try_into().ok()?;
        let first = if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) };
        let first = usize::try_from(first).ok()?;
        let count = usize::from(two(first)?);
        let entries = (0..count).map(|n| first.saturating_add(2 + n * 12));
        let entry = entries.take(64).find(|at| two(*at) == Some(TAG))?;
        u8::try_from(two(entry.checked_add(8)?)?).ok()
    };
    read().filter(|turn| (1..=8).contains(turn)).unwrap_or(1)
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
