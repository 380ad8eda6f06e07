namespace HolySheep.Csv.Lanes.Deadlines;

/// <summary>How a simulated provider answers batches.</summary>
public enum NightPace
{
    /// <summary>Long before the deadline.</summary>
    Fast,

    /// <summary>At a steady pace, in time or too late.</summary>
    Steady,

    /// <summary>Not at all.</summary>
    Never,

    /// <summary>At a steady pace up to four fifths of the rows.</summary>
    Stalling,

    /// <summary>A part of them; the rest expires.</summary>
    Expiring,

    /// <summary>At a steady pace, with one row of eight that fails.</summary>
    Failing,
}
