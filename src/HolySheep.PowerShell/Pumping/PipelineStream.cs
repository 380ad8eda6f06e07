namespace HolySheep.PowerShell.Pumping;

/// <summary>The target of a record on the pipeline thread.</summary>
internal enum PipelineStream
{
    /// <summary>The success stream.</summary>
    Output,

    /// <summary>The error stream; the pipeline continues.</summary>
    Error,

    /// <summary>The error that ends the command.</summary>
    TerminatingError,

    /// <summary>The warning stream.</summary>
    Warning,

    /// <summary>The verbose stream.</summary>
    Verbose,

    /// <summary>The debug stream.</summary>
    Debug,

    /// <summary>The information stream, shown by the host as it arrives.</summary>
    Information,

    /// <summary>The progress display.</summary>
    Progress,

    /// <summary>A function that returns the record: called on the pipeline thread when its turn has come.</summary>
    Made,

    /// <summary>No stream: the record was made for its effect.</summary>
    Nothing,
}
