using System.Collections.Generic;
using System.Globalization;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Binding;

/// <summary>Refuses one call over all inputs if a parameter for several calls was given, or if it is so large that it may be a mistake.</summary>
internal sealed class TogetherLimits
{
    private const long MostTokens = 100_000;

    // No text has fewer tokens by the estimate, so an endless input is refused before it fills the memory.
    private const long MostCharacters = MostTokens * 4;

    private readonly string? _wrong;
    private readonly bool _force;

    /// <param name="wrong">The name of a parameter that requires one call per input; null if none was given.</param>
    /// <param name="force">True allows any size.</param>
    internal TogetherLimits(string? wrong, bool force)
    {
        _wrong = wrong;
        _force = force;
    }

    /// <summary>The error for inputs with this many characters, whatever follows; null if there is none.</summary>
    internal HolySheepException? FindFault(long characters) => _wrong is { } wrong
        ? new(ErrorCode.ArgumentInvalid, $"-{wrong} needs one call per input, but the prompt has no placeholder: without a placeholder, all input together is the context of one call. Nothing was sent.",
            $"Put {{}} for a text or {{Name}} for a property into the prompt, as in 'Summarise: {{Body}}', or omit -{wrong}.")
        : characters > MostCharacters && !_force ? TooMuch(characters / 4) : null;

    /// <summary>The messages, if they are not too large.</summary>
    /// <exception cref="HolySheepException">The messages are too large.</exception>
    internal IReadOnlyList<ChatMessage> Check(IReadOnlyList<ChatMessage> messages)
    {
        var tokens = TokenEstimate.Of(messages[messages.Count - 1].Content);
        return tokens > MostTokens && !_force ? throw TooMuch(tokens) : messages;
    }

    private static HolySheepException TooMuch(long tokens) => new(
        ErrorCode.ArgumentInvalid, string.Format(CultureInfo.InvariantCulture, "The piped input has about {0:N0} tokens or more, and would go to the model in one call. Nothing was sent.", tokens),
        "Above 100,000 tokens -Force is needed. To ask about each input by itself, put {} or {Name} into the prompt.");
}
