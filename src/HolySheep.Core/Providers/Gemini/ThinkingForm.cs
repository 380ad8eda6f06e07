namespace HolySheep.Providers.Gemini;

/// <summary>How a model's thinking is set.</summary>
internal enum ThinkingForm
{
    /// <summary>Not at all: a model without thinking refuses every setting of it.</summary>
    None,

    /// <summary>By a number of tokens (Gemini 2.5).</summary>
    Budget,

    /// <summary>By a level (Gemini 3 and later).</summary>
    Level,
}
