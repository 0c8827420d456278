using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Dataset.Diagnostics;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Tables;
using Dataset.Verification;

namespace Dataset.Benchmarks.Verification;

/// <summary><c>verification --release FOLDER</c>: how fast a release is verified, and each part of that by itself.</summary>
/// <remarks>
/// In megabytes of JSON Lines, so that the parts can be added up: a sound release takes about what hashing and reading Parquet do, shared
/// by the processors, and a comparison of the text formats, which are decoded only where a release is not sound. Processor time is least
/// where the machine has nothing else to do; the best of several rounds counts.
/// </remarks>
internal static class VerificationCommand
{
    public const string Usage = "verification --release FOLDER    verifying a release and each part of that, in MB of JSON Lines a second";

    private const int Rounds = 5;

    public static int Run(Arguments arguments)
    {
        using var release = new OpenedRelease(arguments);
        var (files, tables) = (release.Files, release.Tables);
        var size = tables.SelectMany(t => t.Table.Parts).Sum(p => files.Find(p.Files[0])!.SizeInBytes);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{tables.Sum(t => t.Table.RowCount):N0} rows, {size / 1e6:N1} MB of JSON Lines, "
                    + $"{files.Entries.Sum(e => e.SizeInBytes) / 1e6:N1} MB in all"));

        Report("SHA-256 of every file", size, () =>
        {
            var buffer = new byte[1 << 18];
            foreach (var entry in files.Entries)
            {
                using var stream = files.Open(entry.Path);
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                for (int read; (read = stream.Read(buffer)) > 0;)
                    hash.AppendData(buffer, 0, read);
            }
        });
        for (var i = 0; i < TableFormats.All.Count; i++)
        {
            var (format, index) = (TableFormats.All[i], i);
            Report($"reading {format.Extension}", size, () =>
            {
                foreach (var (table, schema) in tables)
                {
                    using var rows = schema.CreateBatch();
                    foreach (var part in table.Parts)
                    {
                        using var reader = format.OpenReader(files.Open(part.Files[index]), part.Files[index].Value, schema);
                        while (reader.Read(rows, 4096, 2 << 20) > 0)
                            rows.Clear();
                    }
                }
            });
        }
        Report("verify, all of it", size, () =>
        {
            var found = new DiagnosticList();
            ReleaseVerifier.Verify(release.Folder, VerifyOptions.Default, found, null, CancellationToken.None);
            if (found.HasErrors)
                throw new UsageException($"The release is not sound: {found.Kept[0]}");
        });
        return 0;
    }

    private static void Report(string what, long size, Action work)
    {
        var (processor, clock) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            using var before = Process.GetCurrentProcess();
            var (start, watch) = (before.TotalProcessorTime, Stopwatch.StartNew());
            work();
            watch.Stop();
            using var after = Process.GetCurrentProcess();
            var used = after.TotalProcessorTime - start;
            processor = used < processor ? used : processor;
            clock = watch.Elapsed < clock ? watch.Elapsed : clock;
        }
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-24} {size / 1e6 / processor.TotalSeconds,8:N0} MB a second of processor time {size / 1e6 / clock.TotalSeconds,8:N0} "
                + $"MB a second by the clock"));
    }
}
