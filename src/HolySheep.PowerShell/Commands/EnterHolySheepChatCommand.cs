using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Configuration.Names;
using HolySheep.Errors;
using HolySheep.Interactive;
using HolySheep.Interactive.Editing;
using HolySheep.Interactive.Terminal;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Errors;
using HolySheep.PowerShell.Interactive;
using HolySheep.PowerShell.Pumping;
using HolySheep.PowerShell.Results;
using HolySheep.Templates;

namespace HolySheep.PowerShell.Commands;

/// <summary>Asks again and again at the prompt, in one conversation, until /exit or Ctrl+D.</summary>
[Cmdlet(VerbsCommon.Enter, "HolySheepChat")]
[OutputType(typeof(HolySheepChatResult))]
public sealed class EnterHolySheepChatCommand : HolySheepChatCommand
{
    /// <summary>The first message.</summary>
    /// <value>Default: the first that is typed.</value>
    [Parameter(Position = 0)]
    public string? Prompt { get; set; }

    /// <summary>Writes the last answer when the session ends; it carries the conversation.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            InteractiveHost.ThrowIfUnattended(Host);
        }
        catch (HolySheepException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, null));
        }

        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ChatSessionOptions options;
        AttachmentArgument attachments;
        try
        {
            (options, attachments) = (MakeOptions(), MakeAttachments());
        }
        catch (HolySheepException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, Prompt));
            return;
        }

        Start(Prompt, (writer, stop) => RunAsync(options, attachments.Fixed, writer, stop));
    }

    private AttachmentArgument MakeAttachments()
    {
        var attachments = new AttachmentArgument(Attachment, SessionState);
        return attachments.IsPerInput
            ? throw new HolySheepException(ErrorCode.ArgumentInvalid, "A session has no pipeline input, so a script block cannot return attachments for it.", "Give the paths of the files.")
            : attachments;
    }

    private ChatSessionOptions MakeOptions() => new()
    {
        Request = WithKey(MakeWholeRequest(ReadSchema().Schema)),
        Conversation = FindConversation(),
        Names = KnownNames.Read(FileSystemPath(ConfigPath)),
        Opening = Stored is null ? null : text => TemplateText.Whole(BindPrompt(text)!),
    };

    private async Task RunAsync(ChatSessionOptions options, IReadOnlyList<string> attachments, PipelineWriter writer, CancellationToken stop)
    {
        var screen = new HostScreen(Host, writer);
        ChatSession? session = null;
        try
        {
            session = new ChatSession(Client, options with { Attachments = await Client.Attachments.ReadAsync(attachments, stop).ConfigureAwait(false) });
            if (InteractiveHost.HasKeys(Host))
            {
                using var keys = new HostKeys();
                await RunAsync(session, screen, new EditedInput(keys, screen, session.Complete, TimeProvider.System), stop).ConfigureAwait(false);
            }
            else
            {
                await RunAsync(session, screen, new HostLines(Host, writer), stop).ConfigureAwait(false);
            }
        }
        catch (HolySheepException exception)
        {
            await writer.WriteErrorAsync(ErrorRecords.From(exception, Prompt), terminating: true).ConfigureAwait(false);
        }

        if (PassThru && session?.Last is { } last)
        {
            await writer.WriteObjectAsync(new HolySheepChatResult(last, null, null)).ConfigureAwait(false);
        }
    }

    private Task RunAsync(ChatSession session, HostScreen screen, IChatInput input, CancellationToken stop) =>
        new ChatTerminal(session, screen, input, TimeProvider.System).RunAsync(Prompt is null ? null : SessionInput.Message(Prompt), stop);
}
