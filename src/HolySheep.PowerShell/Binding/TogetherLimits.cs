using System.Collections.Generic;
using System.Globalization;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Binding;

/// <summary>What one call over all inputs must not be: one that a parameter for many calls was given to, or so large that it may be a mistake.</summary>
internal sealed class TogetherLimits
{
    private const long MostTokens = 100_000;

    // No text has fewer tokens by the estimate, so that an endless input is refused before it fills the memory.
    private const long MostCharacters = MostTokens * 4;

    private readonly string? _wrong;
    private readonly bool _force;

    /// <param name="wrong">The name of a parameter that is for one call an input; null if none was given.</param>
    /// <param name="force">True lets any size through.</param>
    internal TogetherLimits(string? wrong, bool force)
    {
        _wrong = wrong;
        _force = force;
    }

    /// <summary>What is wrong with inputs of so many characters, whatever follows; null if nothing is.</summary>
    internal HolySheepException? FindFault(long characters) => _wrong is { } wrong
        ? new(ErrorCode.ArgumentInvalid, $"-{wrong} is for one call an input, and the prompt has no placeholder: without one, all input together is the context of one call. Nothing was sent.",
            $"Put {{}} where a text stands, or {{Name}} where a property stands, as in 'Summarise: {{Body}}'; or leave -{wrong} out.")
        : characters > MostCharacters && !_force ? TooMuch(characters / 4) : null;

    /// <summary>The messages, if they are not too large.</summary>
    /// <exception cref="HolySheepException">They are.</exception>
    internal IReadOnlyList<ChatMessage> Check(IReadOnlyList<ChatMessage> messages)
    {
        var tokens = TokenEstimate.Of(messages[messages.Count - 1].Content);
        return tokens > MostTokens && !_force ? throw TooMuch(tokens) : messages;
    }

    private static HolySheepException TooMuch(long tokens) => new(
        ErrorCode.ArgumentInvalid, string.Format(CultureInfo.InvariantCulture, "What was piped in has about {0:N0} tokens or more, and would go to the model in one call. Nothing was sent.", tokens),
        "Above 100,000 tokens -Force is needed. To ask about each input by itself, put {} or {Name} into the prompt.");
}
