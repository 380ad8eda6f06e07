namespace HolySheep.Csv;

/// <summary>What a job is doing.</summary>
public enum CsvJobPhase
{
    /// <summary>Reading the input for the first time.</summary>
    Reading,

    /// <summary>Sending rows.</summary>
    Asking,

    /// <summary>Waiting until a target takes requests again.</summary>
    Paused,

    /// <summary>Sending no more rows, and waiting for the calls under way.</summary>
    Stopping,

    /// <summary>Writing the output.</summary>
    Writing,
}
