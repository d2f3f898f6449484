//! Files that people send, with the fields beside them.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;

use crate::{Failure, Fields};

/// Files of one request at most.
const FILES: usize = 20;

/// One file as it was sent.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The field it was chosen in.
    pub field: String,
    /// Its name on the sender's disk.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The fields and files of an upload.
///
/// # Errors
/// [`Failure::TooLarge`], or [`Failure::BadRequest`] when it is no upload.
pub async fn sent(mut form: Multipart) -> Result<(Fields, Vec<Upload>), Failure> {
    let failed = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Failure::BadRequest,
    };
    let (mut fields, mut files) = (Fields::default(), Vec::new());
    while let Some(part) = form.next_field().await.map_err(failed)? {
        let field = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            Some(name) => {
                let bytes = part.bytes().await.map_err(failed)?.to_vec();
                // A browser sends an empty part for a file that was not chosen.
                if !(name.is_empty() && bytes.is_empty()) {
                    files.push(Upload { field, name, bytes });
                }
            }
            None => fields.set(&field, part.text().await.map_err(failed)?),
        }
        if files.len() > FILES {
            return Err(Failure::BadRequest);
        }
    }
    Ok((fields, files))
}
