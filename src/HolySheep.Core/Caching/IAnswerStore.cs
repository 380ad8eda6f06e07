using System;

namespace HolySheep.Caching;

/// <summary>Keeps the bytes of answers by the key of their request, up to a size; those that were used least recently go first. Thread-safe.</summary>
internal interface IAnswerStore : IDisposable
{
    /// <summary>The answer of a request; null if none is kept.</summary>
    byte[]? Find(string key);

    /// <summary>Keeps an answer in place of an earlier one.</summary>
    void Keep(string key, byte[] answer);

    /// <summary>A warning about the store, given once; null if there is none.</summary>
    string? TakeWarning();
}
