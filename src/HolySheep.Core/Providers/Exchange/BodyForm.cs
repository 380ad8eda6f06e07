namespace HolySheep.Providers.Exchange;

/// <summary>The form of a body, by its first bytes, because content types are often wrong.</summary>
internal enum BodyForm
{
    /// <summary>Too few bytes to decide.</summary>
    Unknown,

    /// <summary>Server-sent events.</summary>
    Events,

    /// <summary>One body.</summary>
    Whole,
}
