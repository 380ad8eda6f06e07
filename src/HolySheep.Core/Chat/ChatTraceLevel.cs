namespace HolySheep.Chat;

/// <summary>For whom a trace line is.</summary>
public enum ChatTraceLevel
{
    /// <summary>Routes, waits, retries and fallbacks.</summary>
    Verbose,

    /// <summary>Wire detail.</summary>
    Debug,
}
