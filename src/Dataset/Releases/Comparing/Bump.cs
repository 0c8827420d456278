namespace Dataset.Releases.Comparing;

/// <summary>Which part of a version a change asks to raise; the greater, the more it asks for.</summary>
public enum Bump
{
    /// <summary>Nothing changed.</summary>
    None,

    /// <summary>Values or words were corrected.</summary>
    Patch,

    /// <summary>Something was added, and code that reads the data goes on as before.</summary>
    Minor,

    /// <summary>Code that reads the data may break.</summary>
    Major,
}
