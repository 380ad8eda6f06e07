using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Files;

namespace HolySheep.Csv;

/// <summary>The files of a job beside its output.</summary>
/// <param name="Out">The output.</param>
internal sealed record JobPaths(string Out)
{
    private const string CsvEnding = ".csv";
    private const string JournalEnding = ".journal";
    private const string LockEnding = ".lock";
    private const string ErrorsEnding = ".errors.csv";
    private const string ReportEnding = ".report.json";

    /// <summary>The answers, as they come.</summary>
    public string Journal => Out + JournalEnding;

    /// <summary>What keeps the output for one run: beside the file that a link leads to, so that two links to it are one output.</summary>
    public string Lock => OwnerFile.FinalTarget(Out) + LockEnding;

    /// <summary>The failed rows.</summary>
    public string Errors => Stem + ErrorsEnding;

    /// <summary>The report.</summary>
    public string Report => Stem + ReportEnding;

    /// <summary>Outputs whose jobs would have a file of the name of this output, or the same by-products as this one.</summary>
    public IEnumerable<string> Rivals
    {
        get
        {
            var namesakes = Stem == Out ? [Out + CsvEnding] : Namesakes(Stem).Where(output => output != Out);
            return [.. namesakes, .. Before(JournalEnding), .. Before(LockEnding), .. Before(ErrorsEnding).SelectMany(Namesakes), .. Before(ReportEnding).SelectMany(Namesakes)];
        }
    }

    // answers.csv gives answers.errors.csv; any other name keeps its ending, so that answers.tsv beside it has other by-products.
    private string Stem => Out.EndsWith(CsvEnding, StringComparison.Ordinal) && Path.GetFileName(Out).Length > CsvEnding.Length ? Out.Substring(0, Out.Length - CsvEnding.Length) : Out;

    /// <summary>The files that a run with a token leaves if it is killed.</summary>
    public IEnumerable<string> TemporariesOf(string token)
    {
        foreach (var path in (string[])[Out, Errors, Report, Journal])
        {
            yield return ReplacementFile.TemporaryOf(path, token);
        }

        yield return ReserveOf(Journal, token);
    }

    private static IEnumerable<string> Namesakes(string stem) => stem.EndsWith(CsvEnding, StringComparison.Ordinal) ? [stem + CsvEnding] : [stem, stem + CsvEnding];

    private string[] Before(string ending) =>
        Out.Length > ending.Length && Out.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? [Out.Substring(0, Out.Length - ending.Length)] : [];

    /// <summary>The room that is kept for the end of a journal.</summary>
    public static string ReserveOf(string journal, string token) => $"{journal}.{token}.reserve";
}
