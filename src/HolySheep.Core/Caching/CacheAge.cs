using System;
using HolySheep.Errors;
using HolySheep.Time;

namespace HolySheep.Caching;

/// <summary>How old a kept answer may be, as users say it.</summary>
public static class CacheAge
{
    /// <summary>Reads an age; null if none is given.</summary>
    /// <param name="text">For example <c>1d</c>, or <c>off</c>.</param>
    /// <exception cref="HolySheepException">The text is not an age.</exception>
    public static TimeSpan? Read(string? text) => text is null ? null : AgeText.Parse(text)
        ?? throw new HolySheepException(ErrorCode.ArgumentInvalid, $"'{text}' does not say how old a kept answer may be.", $"Give {AgeText.Expected}.");
}
