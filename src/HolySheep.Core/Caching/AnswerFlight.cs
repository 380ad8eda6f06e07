using System;

namespace HolySheep.Caching;

/// <summary>The lead of one request of a key; disposing gives it back.</summary>
/// <param name="end">Ends it; is told whether an answer came.</param>
internal sealed class AnswerFlight(Action<bool> end) : IDisposable
{
    /// <summary>Whether an answer came, kept or not.</summary>
    public bool IsAnswered { get; set; }

    public void Dispose() => end(IsAnswered);
}
