namespace HolySheep.Providers.Exchange;

/// <summary>What a body is, told by its first bytes: content types lie.</summary>
internal enum BodyForm
{
    /// <summary>Too little has come.</summary>
    Unknown,

    /// <summary>Server-sent events.</summary>
    Events,

    /// <summary>One body.</summary>
    Whole,
}
