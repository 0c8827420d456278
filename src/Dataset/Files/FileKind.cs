namespace Dataset.Files;

/// <summary>What a name in a folder stands for, links not followed.</summary>
public enum FileKind
{
    /// <summary>Something that cannot be asked, or of which it cannot be said whether it is there: below a folder without permission.</summary>
    Unknown,

    /// <summary>There is nothing of that name.</summary>
    Nothing,

    /// <summary>Bytes in order.</summary>
    File,

    Folder,

    /// <summary>A symbolic link, or what Windows calls a reparse point.</summary>
    Link,

    /// <summary>A named pipe: whoever opens it waits for the other side.</summary>
    Pipe,

    /// <summary>A socket.</summary>
    Socket,

    /// <summary>A device: reading may never end.</summary>
    Device,
}
