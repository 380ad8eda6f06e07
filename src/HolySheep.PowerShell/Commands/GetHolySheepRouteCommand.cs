using System.Collections;
using System.Linq;
using System.Management.Automation;
using HolySheep.Chat;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Errors;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Shows whom a call would ask now, in order, and why others are left out. Nobody is called and no turn is taken.</summary>
[Cmdlet(VerbsCommon.Get, "HolySheepRoute")]
[OutputType(typeof(HolySheepRoute))]
public sealed class GetHolySheepRouteCommand : HolySheepClientCommand
{
    private AttachmentArgument _attachments = null!;
    private ChatRequest _request = null!;

    /// <summary>What would be asked; without it the way of an empty prompt is shown.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <summary>The model asked for: a name, an alias, or provider/model.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>An instruction put before the prompt.</summary>
    [Parameter]
    [Alias("SystemPrompt")]
    public string? System { get; set; }

    /// <summary>The most tokens of the answer; they count against the windows.</summary>
    [Parameter]
    [Alias("MaxOutputTokens")]
    public int? MaxTokens { get; set; }

    /// <summary>What the answer must follow, as Invoke-HolySheepChat takes it.</summary>
    [Parameter]
    [Alias("JsonSchema")]
    [ValidateNotNullOrEmpty]
    public object? Schema { get; set; }

    /// <summary>Pictures, PDFs and text files that would go with the prompt: paths, wildcards or file objects.</summary>
    [Parameter]
    [Alias("Attach", "Image")]
    [ValidateNotNullOrEmpty]
    public object[]? Attachment { get; set; }

    /// <summary>The models to try after the asked one, in place of the configured chain.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[]? Fallback { get; set; }

    /// <summary>Lets only the asked model answer.</summary>
    [Parameter]
    public SwitchParameter NoFallback { get; set; }

    /// <summary>Uses only these providers.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string[] Provider { get; set; } = [];

    /// <summary>Leaves these providers out.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string[] ExcludeProvider { get; set; } = [];

    /// <summary>Uses only providers of these regions, as the configuration names them.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string[] Region { get; set; } = [];

    /// <summary>Names and values that the record would keep with the call.</summary>
    [Parameter]
    [Alias("Tags")]
    public IDictionary? Tag { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            _attachments = new AttachmentArgument(Attachment, SessionState);
            _request = new ChatRequest
            {
                Model = Model,
                Messages = [],
                System = System,
                MaxTokens = MaxTokens,
                JsonSchema = Schema is null ? null : SchemaArgument.Read(Schema, path => FileSystemPath(path)!).Schema,
                Fallback = Fallback,
                NoFallback = NoFallback,
                Providers = Provider,
                ExcludedProviders = ExcludeProvider,
                Regions = Region,
                Tags = Tag?.Cast<DictionaryEntry>().ToDictionary(entry => PipelineText.Of(entry.Key), entry => PipelineText.Of(entry.Value)) ?? [],
            };
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
