using System;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Failures;
using HolySheep.Providers.Answers;
using HolySheep.Providers;
using HolySheep.Schema;

namespace HolySheep.Calls;

/// <summary>Checks whether a reply is an answer.</summary>
internal static class AnswerCheck
{
    private static readonly string[] ErrorOpenings =
    [
        "{\"error\"", "<html", "<!doctype", "error", "upstream", "internal server error", "bad gateway", "service unavailable", "gateway timeout", "too many requests",
    ];

    /// <summary>The reason why a reply is not an answer; null if it is one.</summary>
    /// <param name="answer">The reply.</param>
    /// <param name="request">The request.</param>
    /// <param name="shown">Whether the caller has seen text of it.</param>
    public static Failure? FindFault(ProviderAnswer answer, ChatRequest request, bool shown)
    {
        // Embeddings are not a text: the wire has judged them.
        var fault = request.Original is { IsEmbeddings: true } ? null : Find(answer, request);
        return fault is not { } found ? null : new Failure
        {
            Signal = found.Signal,
            Status = answer.Status,
            Message = found.Message,
            RequestId = answer.RequestId,
            PartialContent = answer.Content.Length > 0 ? answer.Content : null,
            Generated = answer.Generated,
            Usage = answer.Usage,
            Shown = shown,
        };
    }

    private static (FailureSignal Signal, string Message)? Find(ProviderAnswer answer, ChatRequest request)
    {
        var atLimit = answer.End == AnswerEnd.Length;
        var isPassedOn = answer.Original is not null || answer.LastEvents is not null;

        // A picture is an answer: another attempt would be billed as the first was. What only the provider's own format can say is one for a caller who gets the original.
        var hasText = answer.Content.Trim().Length > 0;
        var acts = answer.ToolCalls.Count > 0 || (isPassedOn && (answer.HasOther || (answer.HasOwnWork && !hasText))) || (atLimit && request.Original is { WantsNoText: true });
        var isEmpty = !hasText && !acts && answer.Pictures == 0;
        switch (answer.End)
        {
            case AnswerEnd.ContentFilter:
                return (FailureSignal.ContentPolicy, "a content policy stopped the answer" + Explained(answer));
            case AnswerEnd.Refused:
                return (FailureSignal.ContentPolicy, "the model declined to answer" + Explained(answer));
            case AnswerEnd.Cut:
                // Before the first text nothing was cut.
                return (isEmpty ? FailureSignal.UnknownError : FailureSignal.BrokenOff, $"the provider broke the answer off (finish reason '{answer.FinishReason}'){Explained(answer)}");
        }

        if (isEmpty && answer.Refusal is null)
        {
            return atLimit
                ? (FailureSignal.OutputLimit, "the token limit was used up before the answer began")
                : (FailureSignal.EmptyAnswer, "the answer is empty");
        }

        if (IsEcho(answer, request))
        {
            return (FailureSignal.EchoedPrompt, "the reply repeats the prompt and no token was generated");
        }

        if (IsForeignError(answer))
        {
            return (FailureSignal.ForeignError, "the reply is an error from behind the provider and no token was generated");
        }

        // Where the tools run here, the model is told what is wrong with its call.
        if (!atLimit && !isPassedOn && request.ToolRounds is null && answer.ToolCalls.FirstOrDefault(call => JsonDocuments.IsBrokenObject(call.Arguments)) is { } broken)
        {
            return (FailureSignal.BrokenJson, $"the model broke off the arguments of its call of '{broken.Name}'");
        }

        if (request.JsonSchema is { } schema && answer.Refusal is null && !acts && FindSchemaFault(schema, answer.Content, isPassedOn) is { } fault)
        {
            return atLimit
                ? (FailureSignal.OutputLimit, "the token limit cut the JSON of the answer")
                : (FailureSignal.BrokenJson, fault);
        }

        return null;
    }

    private static string Explained(ProviderAnswer answer) => string.IsNullOrWhiteSpace(answer.FinishDetail) ? "" : ": " + answer.FinishDetail!.Trim().TrimEnd('.');

    /// <summary>Only if the provider itself counts no generated token, because a model may be asked to repeat the prompt.</summary>
    private static bool IsEcho(ProviderAnswer answer, ChatRequest request) =>
        answer.Usage is { CompletionTokens: 0, PromptTokens: > 0 }
        && request.Messages.Count > 0
        && string.Equals(answer.Content.Trim(), request.Messages[request.Messages.Count - 1].Content.Trim(), StringComparison.Ordinal);

    /// <summary>A gateway may wrap an error as an answer; only if it counts no generated token, because a model may write about errors.</summary>
    private static bool IsForeignError(ProviderAnswer answer) =>
        answer.Usage is { CompletionTokens: 0 }
        && OpensAsError(answer.Content.TrimStart());

    private static bool OpensAsError(string text) => ErrorOpenings.Any(opening => text.StartsWith(opening, StringComparison.OrdinalIgnoreCase));

    private static string? FindSchemaFault(ChatJsonSchema schema, string content, bool isPassedOn)
    {
        try
        {
            using var answer = JsonDocument.Parse(HalfEscapes.Repair(content));
            if (!schema.Strict && isPassedOn)
            {
                // The caller asked a provider that does not promise to follow it.
                return null;
            }

            using var rules = JsonDocument.Parse(schema.Schema);
            return SchemaCheck.FindFault(rules.RootElement, answer.RootElement) is { } fault ? "the answer does not follow its schema: " + fault : null;
        }
        catch (JsonException)
        {
            return "the answer is not JSON although a schema was given";
        }
    }
}
