using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Errors;
using Xunit.Sdk;

namespace HolySheep.Harness;

/// <summary>What a call came to, and what its caller was shown on the way.</summary>
internal sealed record Asked(ChatResult? Answered, Exception? Error, IReadOnlyList<ChatUpdate> Updates)
{
    /// <summary>The result; fails the test where the call had none.</summary>
    public ChatResult Result => Error is null ? Answered! : throw new XunitException($"The call failed: {Error}");

    /// <summary>The error; fails the test where the call was answered.</summary>
    public ChatException Failure => Error as ChatException ?? throw new XunitException($"The call was answered, or failed otherwise: {Error?.ToString() ?? Answered?.Content}");

    public IReadOnlyList<ChatAttempt> Attempts => Error is ChatException failure ? failure.Attempts : Result.Attempts;

    public IEnumerable<OutcomeKind> Kinds => Attempts.Select(attempt => attempt.Kind);

    /// <summary>All text that was shown, void or not.</summary>
    public string Shown => string.Concat(Updates.Where(update => update.Kind == ChatUpdateKind.Text).Select(update => update.Text));
}
