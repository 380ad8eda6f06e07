using System;
using System.Linq;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Anthropic;

/// <summary>The limit of an answer, which this format requires.</summary>
internal static class AnswerLimit
{
    // What every model of the provider writes.
    private const int Default = 4_096;

    // A low estimate, so that the limit is not too low: prompt and limit together must fit the window.
    private const int CharactersPerToken = 3;

    /// <summary>The limit that the request gives; otherwise the most that the model writes and its window leaves room for.</summary>
    public static int Of(ProviderCall call, WireNotes notes)
    {
        var most = call.Candidate.MaxOutput;
        if (call.Request.MaxTokens is not { } asked)
        {
            return most is { } known ? Math.Max(Math.Min(known, Default), Math.Min(known, RoomFor(call))) : Default;
        }

        if (asked > most)
        {
            notes.Add($"The token limit {asked} was sent to {call.Candidate.Model} as {most}, the most that it writes.");
        }

        return Math.Min(asked, most ?? asked);
    }

    private static int RoomFor(ProviderCall call)
    {
        var length = call.Request.Messages.Sum(message => (long)message.Written.Length) + (call.Request.System?.Length ?? 0);
        return call.Candidate.ContextWindow is { } window ? (int)Math.Max(0, window - (length / CharactersPerToken)) : int.MaxValue;
    }
}
