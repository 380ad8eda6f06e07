using System.Linq;
using System.Management.Automation;
using HolySheep.Chat;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Errors;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Shows whom a call would ask now, in order, and why others are left out. Nobody is called and no turn is taken.</summary>
[Cmdlet(VerbsCommon.Get, "HolySheepRoute")]
[OutputType(typeof(HolySheepRoute))]
public sealed class GetHolySheepRouteCommand : HolySheepRequestCommand
{
    private AttachmentArgument _attachments = null!;
    private ChatRequest _request = null!;

    /// <summary>What would be asked; without it the way of an empty prompt is shown.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <summary>Pictures, PDFs and text files that would go with the prompt: paths, wildcards or file objects.</summary>
    [Parameter]
    [Alias("Attach", "Image")]
    [ValidateNotNullOrEmpty]
    public object[]? Attachment { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            _attachments = new AttachmentArgument(Attachment, SessionState);
            _request = MakeRequest(ReadSchema().Schema);
        }
        catch (global::System.Exception exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, null));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var prompt = Prompt;
        var files = _attachments.Fixed.Concat(_attachments.Of(prompt)).ToList();
        Start(prompt, async (writer, _) =>
        {
            var message = ChatMessage.User(prompt ?? "").With([.. files.Select(AttachmentFile.Read)]);
            foreach (var candidate in Client.PlanRoute(_request with { Messages = [message] }).Candidates)
            {
                await writer.WriteObjectAsync(new HolySheepRoute(candidate)).ConfigureAwait(false);
            }
        });
    }
}
