using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Conversations;
using HolySheep.Csv;
using HolySheep.Errors;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Calls;
using HolySheep.PowerShell.Errors;
using HolySheep.PowerShell.Pumping;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Asks a model, through its fallback chain, once per pipeline input.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "HolySheepChat", SupportsShouldProcess = true)]
[OutputType(typeof(HolySheepChatResult), typeof(PSObject))]
public sealed partial class InvokeHolySheepChatCommand : HolySheepToolCommand
{
    private PromptInputs _prompts = null!;
    private TogetherLimits _limits = null!;
    private ChatWork _work = null!;
    private ChatProgress? _progress;
    private bool _hasInput;

    private protected override int Concurrency => ThrottleLimit;

    private protected override Action? Tick => _progress is null ? null : () => Show(_progress.Next());

    // A trace posts lines, an attachment may be on a slow disk, and the first call of a client opens its files.
    private protected override bool StartsOnPipelineThread => HasAnswered && !Stream && !_work.Levels.Any && Rehearse is null && Attachment is null && _work.Conversation is null;

    private protected override bool AsksAgain => Force;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _progress = Stream ? null : new ChatProgress(TimeProvider.System);
        try
        {
            var attachments = new AttachmentArgument(Attachment, SessionState);
            var prompt = BindPrompt(Prompt);
            _limits = new TogetherLimits(PassThru ? nameof(PassThru) : MyInvocation.BoundParameters.ContainsKey(nameof(ThrottleLimit)) ? nameof(ThrottleLimit) : null, Force);
            var (schema, type) = ReadSchema();
            var request = WithTools(WithKey(MakeWholeRequest(schema)));
            Client.CheckOptions(request);
            _prompts = new PromptInputs(prompt, request.System is not null, usedElsewhere: attachments.IsPerInput, isTemplate: Stored is not null);
            var columns = PassThru ? new AnswerColumns(OutputColumn, request.JsonSchema) : null;
            _work = new ChatWork
            {
                Client = Client,
                Request = request,
                Attachments = attachments,
                Columns = columns,
                Conversation = ThrottleLimit == 1 ? FindConversation() : RefuseConversation(),
                MayStore = name => ShouldProcess(name, "Store the turn"),
                Form = columns is null ? new ResultForm(request.JsonSchema is not null, type) : new RowForm(columns),
                Answered = Answered,
                Levels = TraceLevels.Of(this),
                Rehearses = Rehearse is not null,
                Streams = Stream,
            };
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

        Ask(input, target, () => !piped ? _work.Of(_prompts.WithoutInput(), null, input, target)
            : _prompts.Keep(input) ? null
            : _work.Of(_prompts.With(input), _prompts.ModelOf(input), input, target, _prompts.SharedPrefix));
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
            Ask(input, input, () => _work.Of(_limits.Check(_prompts.WithAll()), null, input, input, _prompts.SharedPrefix));
        }

        base.EndProcessing();
        Show(_progress?.Last());
    }

    /// <summary>The fault for this and every similar input; null if there is none.</summary>
    private HolySheepException? FindCommonFault(object? input)
    {
        var first = !_hasInput;
        _hasInput = true;
        return _prompts.FindTemplateFault(input) ?? (first ? _work.FindColumnFault(input) : null);
    }

    // On the pipeline thread, because a property of an input may be a script.
    private void Ask(object? input, object? target, Func<Func<PipelineWriter, CancellationToken, Task>?> make)
    {
        Func<PipelineWriter, CancellationToken, Task> work;
        try
        {
            if (make() is not { } call)
            {
                return;
            }

            work = call;
        }
        catch (Exception exception) when (InputFault.MayBeTold(exception))
        {
            work = (_, _) => global::System.Threading.Tasks.Task.FromException(exception);
        }

        work = _work.WithFailedRow(work, input);
        Start(target, _progress?.Count(work) ?? work);
    }

    private ConversationSession? RefuseConversation() => Conversation is null && !Continue
        ? null
        : throw new HolySheepException(ErrorCode.ArgumentInvalid, "The turns of a conversation follow each other, so -ThrottleLimit cannot be above 1.", "Omit -ThrottleLimit, or the conversation.");

    private void Show(ProgressRecord? progress)
    {
        if (progress is not null)
        {
            WriteProgress(progress);
        }
    }
}
