using System.IO;

namespace HolySheep.Csv;

/// <summary>The files of a job beside its output.</summary>
/// <param name="Out">The output.</param>
internal sealed record JobPaths(string Out)
{
    /// <summary>The answers, as they come.</summary>
    public string Journal => Out + ".journal";

    /// <summary>The failed rows.</summary>
    public string Errors => Beside(".errors.csv");

    /// <summary>The report.</summary>
    public string Report => Beside(".report.json");

    private string Beside(string ending) => Path.Combine(Path.GetDirectoryName(Out) ?? "", Path.GetFileNameWithoutExtension(Out) + ending);
}
