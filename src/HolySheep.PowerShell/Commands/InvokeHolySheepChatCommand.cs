using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Csv;
using HolySheep.Errors;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Calls;
using HolySheep.PowerShell.Choices;
using HolySheep.PowerShell.Errors;
using HolySheep.PowerShell.Pumping;
using HolySheep.PowerShell.Results;
using HolySheep.PowerShell.Secrets;

namespace HolySheep.PowerShell.Commands;

/// <summary>Asks a model, through its fallback chain, once per pipeline input.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "HolySheepChat")]
[OutputType(typeof(HolySheepChatResult), typeof(PSObject))]
public sealed partial class InvokeHolySheepChatCommand : HolySheepRequestCommand
{
    private PromptInputs _prompts = null!;
    private TogetherLimits _limits = null!;
    private AttachmentArgument _attachments = null!;
    private ChatRequest _request = null!;
    private AnswerColumns? _columns;
    private IAnswerForm _form = null!;
    private ChatProgress? _progress;
    private TraceLevels _levels;
    private bool _hasInput;

    private protected override string? Faults => SandboxScript;

    private protected override string? Rehearsed => Rehearse;

    private protected override int Concurrency => ThrottleLimit;

    private protected override Action? Tick => _progress is null ? null : () => Show(_progress.Next());

    // A trace posts lines, an attachment may be on a slow disk, and the first call of a client opens its files.
    private protected override bool StartsOnPipelineThread => HasAnswered && !Stream && !_levels.Any && Rehearse is null && Attachment is null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _levels = TraceLevels.Of(this);
        _progress = ThrottleLimit > 1 && !Stream ? new ChatProgress(TimeProvider.System) : null;
        try
        {
            _attachments = new AttachmentArgument(Attachment, SessionState);
            _prompts = new PromptInputs(Prompt, System is not null, usedElsewhere: _attachments.IsPerInput);
            _limits = new TogetherLimits(PassThru ? nameof(PassThru) : MyInvocation.BoundParameters.ContainsKey(nameof(ThrottleLimit)) ? nameof(ThrottleLimit) : null, Force);
            var (schema, type) = ReadSchema();
            _request = MakeWholeRequest(schema);
            Client.CheckOptions(_request);
            _columns = PassThru ? new AnswerColumns(OutputColumn, schema) : null;
            _form = _columns is null ? new ResultForm(schema is not null, type) : new RowForm(_columns);
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
        var input = piped ? InputObject : null;
        var target = piped ? input : (object?)Prompt;
        if (piped && FindCommonFault(input) is { } fault)
        {
            ThrowTerminatingError(ErrorRecords.From(fault, Prompt ?? target));
        }

        Ask(input, target, () => !piped ? MakeCall(_prompts.WithoutInput(), null, input, target)
            : _prompts.Keep(input) ? null
            : MakeCall(_prompts.With(input), _prompts.ModelOf(input), input, target));
        if (_prompts.Together.Count > 0 && _limits.FindFault(_prompts.Characters) is { } mistake)
        {
            ThrowTerminatingError(ErrorRecords.From(mistake, Prompt));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_prompts.Together.Count > 0)
        {
            var input = _prompts.Together.Count == 1 ? _prompts.Together[0] : _prompts.Together.ToArray();
            Ask(input, input, () => MakeCall(_limits.Check(_prompts.WithAll()), null, input, input));
        }

        base.EndProcessing();
        Show(_progress?.Last());
    }

    /// <summary>The fault for this and every similar input; null if there is none.</summary>
    private HolySheepException? FindCommonFault(object? input)
    {
        var first = !_hasInput;
        _hasInput = true;
        return _prompts.FindTemplateFault(input) ?? (first ? FindColumnFault(input) : null);
    }

    private HolySheepException? FindColumnFault(object? input)
    {
        try
        {
            _columns?.CheckRow(InputRow.ColumnsOf(input));
            return null;
        }
        catch (HolySheepException exception)
        {
            return exception;
        }
    }

    // On the pipeline thread, because a property of an input may be a script.
    private void Ask(object? input, object? target, Func<ChatCall?> make)
    {
        Func<PipelineWriter, CancellationToken, Task> work;
        try
        {
            if (make() is not { } call)
            {
                return;
            }

            work = Stream ? call.StreamAsync : call.AskAsync;
        }
        catch (Exception exception) when (InputFault.MayBeTold(exception))
        {
            work = (_, _) => global::System.Threading.Tasks.Task.FromException(exception);
        }

        work = WithFailedRow(work, input);
        Start(target, _progress?.Count(work) ?? work);
    }

    private ChatCall MakeCall(IReadOnlyList<ChatMessage> messages, string? model, object? input, object? target) => FindColumnFault(input) is { } fault ? throw fault : new ChatCall
    {
        Client = Client,
        Request = _request with { Messages = messages, Model = Model ?? model },
        Attachments = [.. _attachments.Fixed, .. _attachments.Of(input)],
        Form = _form,
        Answered = Answered,
        Levels = _levels,
        Rehearses = Rehearse is not null,
        Input = input,
        Target = target,
    };

    // The row comes first: with -ErrorAction Stop the error ends the pipeline.
    private Func<PipelineWriter, CancellationToken, Task> WithFailedRow(Func<PipelineWriter, CancellationToken, Task> work, object? input) => async (writer, stop) =>
    {
        try
        {
            await work(writer, stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (PassThru && !stop.IsCancellationRequested && !ErrorRecords.EndsEverything(exception))
        {
            await writer.WriteMadeAsync(() => new PipelineRecord(PipelineStream.Output, _form.Of(exception, input))).ConfigureAwait(false);
            throw;
        }
    };

    private void Show(ProgressRecord? progress)
    {
        if (progress is not null)
        {
            WriteProgress(progress);
        }
    }

    private ChatRequest MakeWholeRequest(ChatJsonSchema? schema) => MakeRequest(schema) with
    {
        Temperature = Temperature,
        TopP = TopP,
        Stop = Stop,
        Seed = Seed,
        ReasoningEffort = ReasoningEffort,
        ExtraBody = Texts(ExtraBody, JsonText.Of),
        ExtraHeaders = Texts(Headers, PipelineText.Of),
        FallbackOnRefusal = FallbackOnRefusal,
        ApiKey = ApiKey is null ? null : SessionKeys.Reveal(ApiKey),
        Limits = new ChatLimits
        {
            Timeout = Seconds(TimeoutSec),
            AttemptTimeout = Seconds(AttemptTimeoutSec),
            FirstToken = Seconds(FirstTokenSec),
            Stall = Seconds(StallTimeoutSec),
            MaxRetries = MaximumRetryCount,
            MaxCost = MaxCost,
            Hedge = HedgeAfterSec is null ? null : HedgeArgument.Read(HedgeAfterSec),
        },
        OnCut = Choice.Of<CutAction>(OnCut),
        Task = Task,
        SplitKey = SplitKey is { Length: > 0 } ? SplitKey : null,
    };
}
