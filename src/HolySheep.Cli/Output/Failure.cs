using System;
using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Errors;

namespace HolySheep.Cli.Output;

/// <summary>A failure in the form in which it is reported, as lines and as JSON.</summary>
internal sealed record Failure(string Code, string Message, string? Hint)
{
    public int? Status { get; init; }

    public string? Provider { get; init; }

    public string? RequestId { get; init; }

    public IReadOnlyList<ChatAttempt> Attempts { get; init; } = [];

    /// <summary>The id under which the ledger keeps the call.</summary>
    public string? CallId { get; init; }

    /// <summary>The text before a cut.</summary>
    public string? Content { get; init; }

    public static Failure Of(Exception exception) => exception switch
    {
        ChatException chat => new Failure(chat.Code, chat.Message, chat.Hint)
        {
            Status = chat.Status,
            Provider = chat.Provider,
            RequestId = chat.RequestId,
            Attempts = chat.Attempts,
            Content = chat.PartialContent,
            CallId = chat.CallId,
        },
        HolySheepException known => new Failure(known.Code, known.Message, known.Hint),
        OperationCanceledException => new Failure(ErrorCode.CallCancelled, "Stopped before the answer was complete.", null),
        _ => new Failure(
            ErrorCode.InternalFault,
            $"This is a bug in holysheep: {exception.GetType().Name}: {exception.Message}",
            "Set HOLYSHEEP_DEBUG=1 and run it again to see where; please report it."),
    };
}
