//! Reads versions of files out of a repository, all by one process (`git cat-file --batch`).
//!
//! Nothing is fetched for it: what a partial clone does not have is missing. Entry point:
//! [`BlobReader::new`], [`BlobReader::dataset`].

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout};

use super::{Repository, RepositoryError};

/// A running `git cat-file --batch`.
#[derive(Debug)]
pub struct BlobReader<'r> {
    repository: &'r Repository,
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    call: String,
}

/// The content of a file in some version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// What git calls this content.
    pub id: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl<'r> BlobReader<'r> {
    /// Starts the process.
    ///
    /// # Errors
    /// When git cannot be started.
    pub fn new(repository: &'r Repository) -> Result<BlobReader<'r>, RepositoryError> {
        let mut git = repository.reading().args(["cat-file", "--batch"]);
        let mut child = git.start(true)?;
        // What it says about a single object stands in its answer.
        drop(child.stderr.take());
        let (Some(to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(RepositoryError::NotStarted(io::ErrorKind::BrokenPipe.into()));
        };
        Ok(BlobReader { repository, child, to, from: BufReader::new(from), call: git.said() })
    }

    /// Returns the dataset in a version; `None` when that version does not have it.
    ///
    /// # Errors
    /// When git breaks off.
    pub fn dataset(&mut self, version: &str) -> Result<Option<Blob>, RepositoryError> {
        let Some(object) = self.repository.object_of(version) else { return Ok(None) };
        self.object(&object).map_err(|error| RepositoryError::Refused {
            call: self.call.clone(),
            said: format!("{}: {error}", String::from_utf8_lossy(&object)),
        })
    }

    fn object(&mut self, object: &[u8]) -> io::Result<Option<Blob>> {
        self.to.write_all(&[object, b"\n"].concat())?;
        self.to.flush()?;
        let mut head = Vec::new();
        self.from.read_until(b'\n', &mut head)?;
        let head = String::from_utf8_lossy(&head).trim_end().to_owned();
        // "<id> <kind> <size>", or the name and what is wrong with it.
        let words: Vec<&str> = head.split(' ').collect();
        let [id, kind, size] = words[..] else { return if head.is_empty() { Err(ended()) } else { Ok(None) } };
        let Ok(size) = size.parse::<usize>() else { return Ok(None) };
        let mut bytes = Vec::with_capacity(size + 1);
        (&mut self.from).take(size as u64 + 1).read_to_end(&mut bytes)?;
        if bytes.len() <= size {
            return Err(ended());
        }
        bytes.truncate(size);
        Ok((kind == "blob").then(|| Blob { id: id.to_owned(), bytes }))
    }
}

fn ended() -> io::Error {
    io::ErrorKind::UnexpectedEof.into()
}

impl Drop for BlobReader<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
