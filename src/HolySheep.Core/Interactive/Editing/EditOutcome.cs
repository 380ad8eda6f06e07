namespace HolySheep.Interactive.Editing;

/// <summary>What comes of an edit.</summary>
internal enum EditOutcome
{
    /// <summary>The input may look different.</summary>
    Changed,

    /// <summary>The input is complete.</summary>
    Submitted,

    /// <summary>The person gave up the input.</summary>
    Dropped,

    /// <summary>The person ends the session.</summary>
    Ended,

    /// <summary>The screen is to be cleared.</summary>
    ScreenCleared,
}
