using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Calls;
using HolySheep.PowerShell.Errors;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Asks a model, through its chain of fallbacks, once per pipeline input.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "HolySheepChat")]
[OutputType(typeof(HolySheepChatResult))]
public sealed partial class InvokeHolySheepChatCommand : HolySheepClientCommand
{
    private PromptBuilder _prompts = null!;
    private ChatRequest _request = null!;
    private TraceLevels _levels;

    private protected override string? Faults => SandboxScript;

    private protected override int Concurrency => ThrottleLimit;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _levels = TraceLevels.Of(this);
        _prompts = new PromptBuilder(Prompt);
        try
        {
            _request = MakeRequest();
        }
        catch (Exception exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, null));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var piped = MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));
        var input = InputObject;
        if (piped && _prompts.FindTemplateFault(input) is { } fault)
        {
            ThrowTerminatingError(ErrorRecords.From(fault, Prompt));
        }

        IReadOnlyList<ChatMessage> messages;
        try
        {
            // On the pipeline thread, since a property of an input may be a script.
            messages = piped ? _prompts.With(input) : _prompts.WithoutInput();
        }
        catch (Exception exception)
        {
            Start(input, (_, _) => Task.FromException(exception));
            return;
        }

        var target = piped ? input : (object?)Prompt;
        var call = new ChatCall(Client, _request with { Messages = messages }, piped ? input : null, _levels);
        Start(target, Stream ? call.StreamAsync : call.AskAsync);
    }

    private ChatRequest MakeRequest() => new()
    {
        Model = Model,
        Messages = [],
        System = System,
        Temperature = Temperature,
        MaxTokens = MaxTokens,
        TopP = TopP,
        Stop = Stop,
        Seed = Seed,
        ReasoningEffort = ReasoningEffort,
        JsonSchema = JsonSchema is null ? null : new ChatJsonSchema(JsonSchema is string text ? text : JsonText.Of(JsonSchema)),
        ExtraBody = Texts(ExtraBody, JsonText.Of),
        ExtraHeaders = Texts(Headers, PipelineText.Of),
        Fallback = Fallback,
        NoFallback = NoFallback,
        FallbackOnRefusal = FallbackOnRefusal,
        Providers = Provider,
        ExcludedProviders = ExcludeProvider,
        ApiKey = ApiKey is null ? null : new Secret(new NetworkCredential("", ApiKey).Password),
        Limits = new ChatLimits
        {
            Timeout = Seconds(TimeoutSec),
            AttemptTimeout = Seconds(AttemptTimeoutSec),
            FirstToken = Seconds(FirstTokenSec),
            Stall = Seconds(StallTimeoutSec),
            MaxRetries = MaximumRetryCount,
        },
        OnCut = OnCut,
        Tags = Texts(Tag, PipelineText.Of),
    };

    private static TimeSpan? Seconds(double? seconds) => seconds is { } given ? TimeSpan.FromSeconds(given) : null;

    private static Dictionary<string, string> Texts(IDictionary? entries, Func<object?, string> text) =>
        entries?.Cast<DictionaryEntry>().ToDictionary(entry => PipelineText.Of(entry.Key), entry => text(entry.Value)) ?? [];
}
