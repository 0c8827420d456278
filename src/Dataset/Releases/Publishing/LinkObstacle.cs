namespace Dataset.Releases.Publishing;

/// <summary>Why a file cannot have a second name.</summary>
internal enum LinkObstacle
{
    None,

    /// <summary>The two names would be on two file systems.</summary>
    OtherFileSystem,

    /// <summary>
    /// The system does not let this user: the file is another user's (Linux, <c>fs.protected_hardlinks</c>), or nobody may change it; some file
    /// systems without second names say so too.
    /// </summary>
    NotPermitted,

    /// <summary>The file has as many names as its file system lets it have.</summary>
    TooManyNames,

    /// <summary>The file system has no second names.</summary>
    NoSecondNames,
}
