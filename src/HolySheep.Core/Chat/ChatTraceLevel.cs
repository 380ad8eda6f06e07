namespace HolySheep.Chat;

/// <summary>The level of a trace line.</summary>
public enum ChatTraceLevel
{
    /// <summary>Routes, waits, retries and fallbacks.</summary>
    Verbose,

    /// <summary>Wire details.</summary>
    Debug,
}
