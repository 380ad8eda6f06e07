namespace HolySheep.Csv;

/// <summary>What a job does at the moment.</summary>
public enum CsvJobPhase
{
    /// <summary>It reads the input for the first time.</summary>
    Reading,

    /// <summary>It asks.</summary>
    Asking,

    /// <summary>It waits until a target takes requests again.</summary>
    Paused,

    /// <summary>It asks no more rows and waits for those under way.</summary>
    Stopping,

    /// <summary>It writes the output.</summary>
    Writing,
}
