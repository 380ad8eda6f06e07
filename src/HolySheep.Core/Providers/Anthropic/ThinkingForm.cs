namespace HolySheep.Providers.Anthropic;

/// <summary>How a model is asked to think.</summary>
internal enum ThinkingForm
{
    /// <summary>It does not think.</summary>
    None,

    /// <summary>With a budget of tokens.</summary>
    Budget,

    /// <summary>By itself, as much as an effort says.</summary>
    Adaptive,
}
