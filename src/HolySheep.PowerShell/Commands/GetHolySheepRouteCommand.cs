using System.Collections.Generic;
using System.Management.Automation;
using HolySheep.Attachments;
using HolySheep.Chat;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Errors;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Shows which targets a call would ask now, in order, and why others are left out. No provider is called and no turn is used.</summary>
[Cmdlet(VerbsCommon.Get, "HolySheepRoute")]
[OutputType(typeof(HolySheepRoute))]
public sealed class GetHolySheepRouteCommand : HolySheepSingleCallCommand
{
    private PromptInputs _prompts = null!;
    private AttachmentArgument _attachments = null!;
    private ChatRequest _request = null!;

    /// <summary>The prompt, as in Invoke-HolySheepChat: a template with pipeline input, or the text before the input. Without a prompt and input, the route of an empty prompt is shown.</summary>
    [Parameter(Position = 0)]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <summary>A text, an object whose properties the prompt names, or an answer whose conversation would be continued.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            _attachments = new AttachmentArgument(Attachment, SessionState);
            _request = MakeWholeRequest(ReadSchema().Schema);
            _prompts = new PromptInputs(BindPrompt(Prompt ?? (MyInvocation.ExpectingInput ? null : "")), _request.System is not null, usedElsewhere: _attachments.IsPerInput, isTemplate: Stored is not null);
        }
        catch (global::System.Exception exception) when (InputFault.MayBeTold(exception))
        {
            ThrowTerminatingError(ErrorRecords.From(exception, null));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var piped = MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));
        Show(piped ? InputObject : (object?)Prompt, () => !piped ? _request with { Messages = _prompts.WithoutInput() }
            : _prompts.Keep(InputObject) ? null
            : _request with { Messages = _prompts.With(InputObject), Model = _request.Model ?? _prompts.ModelOf(InputObject) });
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_prompts.Together.Count > 0)
        {
            Show(_prompts.Together[0], () => _request with { Messages = _prompts.WithAll() });
        }

        base.EndProcessing();
    }

    // On the pipeline thread, because a property of an input may be a script.
    private void Show(object? input, global::System.Func<ChatRequest?> make)
    {
        ChatRequest? request;
        List<string> files;
        try
        {
            request = make();
            files = [.. _attachments.Fixed, .. request is null ? [] : _attachments.Of(input)];
        }
        catch (global::System.Exception exception) when (InputFault.MayBeTold(exception))
        {
            Start(input, (_, _) => global::System.Threading.Tasks.Task.FromException(exception));
            return;
        }

        if (request is null)
        {
            return;
        }

        Start(input, async (writer, _) =>
        {
            var report = Client.PlanRoute(AttachmentReader.AddUnfetched(request, files));
            foreach (var candidate in report.Candidates)
            {
                await writer.WriteObjectAsync(new HolySheepRoute(candidate)).ConfigureAwait(false);
            }

            foreach (var reason in report.Reasons)
            {
                await writer.WriteLineAsync(reason).ConfigureAwait(false);
            }
        });
    }
}
