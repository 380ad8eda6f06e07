namespace HolySheep.Csv.Journal;

/// <summary>A step of a batch that the journal keeps. The numbers are those of the file.</summary>
internal enum BatchStep
{
    /// <summary>It was named; nothing of it has left the machine.</summary>
    Begun = 0,

    /// <summary>Rows were added to it, and are about to be booked.</summary>
    Filled = 1,

    /// <summary>It has all of its rows, and its file is written.</summary>
    Sealed = 2,

    /// <summary>The provider has its file.</summary>
    Uploaded = 3,

    /// <summary>It is about to be handed over: from here on, the provider may have it.</summary>
    Submitting = 4,

    /// <summary>The provider has it.</summary>
    Submitted = 5,

    /// <summary>The provider does not have it, or has refused all of it: its rows wait again.</summary>
    Dropped = 6,

    /// <summary>Every result is in the journal; files of it may be left at the provider.</summary>
    Kept = 7,

    /// <summary>Nothing of it is left.</summary>
    Collected = 8,

    /// <summary>The job ended: rows that failed before are sent again by the next run. It has no batch.</summary>
    Ended = 9,

    /// <summary>Live calls were measured. It has no batch.</summary>
    Paced = 10,

    /// <summary>A row was answered a second time, or paid without a result: what that cost stands beside its entry. It has no batch.</summary>
    PaidBeside = 11,
}
