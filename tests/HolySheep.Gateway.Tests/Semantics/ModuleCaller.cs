using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Gateway.Tests.Harness;

namespace HolySheep.Gateway.Tests.Semantics;

/// <summary>Asks as the module does, and says what a caller of a protocol would have to learn.</summary>
internal sealed class ModuleCaller(RowStage stage, string path, bool stream) : ICaller
{
    private readonly List<string> _tools = [];

    // True once the caller has a piece that is not text.
    private bool _isCommitted;

    public bool SeesText => stream;

    public async Task<Outcome> AskAsync(Action<string> onText)
    {
        var request = new ChatRequest { Model = "alpha", Messages = [ChatMessage.User(RowStage.Prompt)], MaxTokens = 300, Limits = new ChatLimits { MaxCost = stage.Row.MaxCost } };
        var shown = "";
        try
        {
            return Answered(stream ? await StreamAsync() : await stage.Client.ChatAsync(request));
        }
        catch (HolySheepException exception)
        {
            return Failed(exception, shown);
        }

        async Task<ChatResult> StreamAsync()
        {
            ChatResult? result = null;
            await foreach (var update in stage.Client.StreamAsync(request))
            {
                result = update.Result;
                if (update.Kind is ChatUpdateKind.Text)
                {
                    onText(shown += update.Text);
                }
                else if (update.Kind is ChatUpdateKind.Reasoning or ChatUpdateKind.ToolCall)
                {
                    _isCommitted = true;
                    _tools.AddRange(update.ToolCall is { } call && call.Index == _tools.Count ? [call.Name] : []);
                }
            }

            return result!;
        }
    }

    private static Outcome Answered(ChatResult result) => new()
    {
        Text = result.Content ?? "",
        Tools = string.Join(' ', result.ToolCalls.Select(call => call.Name)),
        IsWhole = true,
        Source = $"{result.Provider}/{result.ModelUsed} {result.AttemptCount}",
        Cost = result.Cost,
        HasRequestId = result.RequestId is not null,
    };

    private Outcome Failed(HolySheepException exception, string shown)
    {
        var call = exception as ChatException;
        var isLate = shown.Length > 0 || _isCommitted;
        var (status, code) = Meaning(exception.Code, call?.Status);
        return new Outcome
        {
            Text = shown,
            Tools = string.Join(' ', _tools),
            Status = isLate ? 200 : path == Question.Messages && code == "overloaded" ? 529 : status,
            Code = code,
            OwnCode = isLate ? null : exception.Code,
            Message = exception.Message,
            RetryAfter = !isLate && exception.Code == ErrorCode.RateLimit && call?.RetryAt is { } at ? (long)Math.Ceiling((at - stage.Clock.GetUtcNow()).TotalSeconds) : null,
            ForbidsRetry = !isLate && (status >= 500 || status == 402),
            Cost = call?.Cost,
            HasRequestId = !isLate && call?.RequestId is not null,
        };
    }

    // What docs/errors.md says of the gateway, in words of its own.
    private static (int Status, string Code) Meaning(string code, int? status) => code switch
    {
        "RateLimit" => (429, "rate_limit_exceeded"),
        "BudgetExceeded" => (402, "budget_exceeded"),
        "QuotaExhausted" => (402, "insufficient_quota"),
        "PromptTooLong" => (400, "context_length_exceeded"),
        "ContentRefused" => (400, "content_filter"),
        "RequestRejected" => (400, "invalid_request"),
        "OutputLimit" => (400, "output_limit"),
        "CredentialRefused" => (502, "upstream_credential"),
        "CallTimeout" => (504, "timeout"),
        "ProviderFailure" when status is 503 or 529 => (503, "overloaded"),
        "NoTargetEligible" => (503, "no_target_eligible"),
        "ConnectionFailure" or "ProviderFailure" or "ReplyMalformed" or "AnswerCut" or "TargetUnfit" => (502, "upstream_error"),
        _ => (0, code),
    };
}
