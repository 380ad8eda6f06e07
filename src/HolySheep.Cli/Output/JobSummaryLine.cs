namespace HolySheep.Cli.Output;

/// <summary>Prints what came of a job whose result is in files or in a database.</summary>
internal static class JobSummaryLine
{
    /// <summary>Prints the summary; a warning says if it cannot be printed, and the job's exit code stays.</summary>
    public static void Write(StandardOutput output, Messages messages, string summary)
    {
        if (output.WriteSummary(summary) is { } reason)
        {
            messages.Warning($"The summary of the job cannot be printed, which changes neither its result nor the exit code. {reason}");
        }
    }
}
