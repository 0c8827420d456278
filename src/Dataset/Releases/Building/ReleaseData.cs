using Dataset.Diagnostics;
using Dataset.Releases.Publishing;
using Dataset.Releases.Writing;
using Dataset.Sources;

namespace Dataset.Releases.Building;

/// <summary>Where the files of a release's tables come from.</summary>
internal abstract class ReleaseData
{
    /// <summary>Brings the files of every table.</summary>
    /// <param name="folder">The sources.</param>
    /// <param name="target">The folder that takes them; it is there and empty.</param>
    /// <param name="disk">Forces what is written to the disk.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="meter">Told of what has been done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Null where there are findings of severity error.</returns>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public abstract WrittenData? Write(
        SourceFolder folder, string target, DiskQueue disk, DiagnosticList findings, WorkMeter meter, CancellationToken cancellation);

    /// <summary>A finding about the release in the making, as one about what it is made from; null where it is none.</summary>
    /// <param name="finding">Of verifying the release in the making.</param>
    /// <param name="staging">The release in the making, as the finding has it.</param>
    public virtual Diagnostic? Explain(Diagnostic finding, string staging) => null;
}
