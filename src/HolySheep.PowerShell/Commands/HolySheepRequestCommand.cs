using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using HolySheep.Caching;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Completers.Values;
using HolySheep.PowerShell.Structured;

namespace HolySheep.PowerShell.Commands;

/// <summary>A command that asks a model, or shows which targets it would ask. Its parameters for request and route mean the same in each such command.</summary>
public abstract class HolySheepRequestCommand : HolySheepClientCommand
{
    private protected const double ShortestLimit = 0.001;
    private protected const double LongestLimit = 24 * 60 * 60;
    private protected const int MostConcurrentCalls = 1024;

    private protected HolySheepRequestCommand()
    {
    }

    /// <summary>The requested model: a name, an alias, or provider/model.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>An instruction put before every prompt.</summary>
    [Parameter]
    [Alias("SystemPrompt")]
    [AllowEmptyString]
    public string? System { get; set; }

    /// <summary>The maximum tokens of an answer; they count against the context window.</summary>
    [Parameter]
    [Alias("MaxOutputTokens")]
    [PlainNumber(EmptyIsUnset = true)]
    public int? MaxTokens { get; set; }

    /// <summary>The randomness of the answer, 0 to 2.</summary>
    [Parameter]
    [PlainNumber(EmptyIsUnset = true)]
    public double? Temperature { get; set; }

    /// <summary>Nucleus sampling, 0 to 1.</summary>
    [Parameter]
    [PlainNumber(EmptyIsUnset = true)]
    public double? TopP { get; set; }

    /// <summary>Texts that end the answer.</summary>
    [Parameter]
    [Alias("StopSequence")]
    [AllowEmptyCollection]
    public string[] Stop { get; set; } = [];

    /// <summary>A seed for repeatable answers, if the model supports it.</summary>
    [Parameter]
    [PlainNumber(EmptyIsUnset = true)]
    public long? Seed { get; set; }

    /// <summary>How much the model reasons, for example low, medium or high.</summary>
    [Parameter]
    [Alias("Effort")]
    [ArgumentCompleter(typeof(ReasoningEffortCompleter))]
    public string? ReasoningEffort { get; set; }

    /// <summary>The schema of the answer, which is then in Object: names and types as in @{ Sentiment = 'positive|negative'; Score = 'number'; Tags = 'string[]' },
    /// a JSON schema as a hashtable, as text or as the path of a file, or a .NET type as in ([Review]).</summary>
    [Parameter]
    [Alias("JsonSchema")]
    public object? Schema { get; set; }

    /// <summary>The fallback models, instead of the configured chain.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[]? Fallback { get; set; }

    /// <summary>Lets only the requested model answer.</summary>
    [Parameter]
    public SwitchParameter NoFallback { get; set; }

    /// <summary>Also asks the next model after a content policy refused.</summary>
    [Parameter]
    public SwitchParameter FallbackOnRefusal { get; set; }

    /// <summary>Uses only these providers.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string[] Provider { get; set; } = [];

    /// <summary>Leaves these providers out.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string[] ExcludeProvider { get; set; } = [];

    /// <summary>Uses only providers in these regions, as the configuration names them.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string[] Region { get; set; } = [];

    /// <summary>The task of the call, in your own word, for example summarise; rules can use it.</summary>
    [Parameter]
    public string? Task { get; set; }

    /// <summary>Keeps calls together in a traffic split, for example a user id: the same key goes to the same side.</summary>
    /// <value>Default: a random side.</value>
    [Parameter]
    public string? SplitKey { get; set; }

    /// <summary>Lets providers keep the beginning of the prompt, which many calls share, in their prompt cache, and keeps such calls on one target while it is healthy. Reads from a cache cost less, writes to it can cost more.</summary>
    [Parameter]
    public SwitchParameter CachePrompt { get; set; }

    /// <summary>Gives an earlier answer to the very same request again if it is not older than this, such as 1d, 12h, 30m or 90s, and keeps the answers that come. Such an answer costs nothing; off turns it off for this call.</summary>
    /// <value>Default: what the configuration says of the model, otherwise off.</value>
    [Parameter]
    public string? Cache { get; set; }

    /// <summary>Additional members of the request body.</summary>
    [Parameter]
    [Alias("Extra")]
    [EmptyIsUnset]
    public IDictionary? ExtraBody { get; set; }

    /// <summary>Additional request headers.</summary>
    [Parameter]
    [Alias("Header")]
    [EmptyIsUnset]
    public IDictionary? Headers { get; set; }

    /// <summary>Names and values that the ledger keeps with the calls; budgets, rules and reports can use them.</summary>
    [Parameter]
    [Alias("Tags")]
    [TableArgument]
    public IDictionary? Tag { get; set; }

    /// <summary>The schema, and the .NET type of answers if one was given.</summary>
    private protected (ChatJsonSchema? Schema, AnswerType? Type) ReadSchema() => Schema is null ? (null, null) : SchemaArgument.Read(Schema, path => FileSystemPath(path)!);

    /// <summary>The file of the schema; null if it is given otherwise.</summary>
    private protected string? SchemaFile() => Schema is null ? null : SchemaArgument.FileOf(Schema, path => FileSystemPath(path)!);

    /// <summary>The request without messages.</summary>
    private protected ChatRequest MakeRequest(ChatJsonSchema? schema) => new()
    {
        Model = Model,
        Messages = [],
        System = System,
        MaxTokens = MaxTokens,
        Temperature = Temperature,
        TopP = TopP,
        Stop = Stop,
        Seed = Seed,
        ReasoningEffort = ReasoningEffort,
        JsonSchema = schema,
        Fallback = Fallback,
        NoFallback = NoFallback,
        FallbackOnRefusal = FallbackOnRefusal,
        Providers = Provider,
        ExcludedProviders = ExcludeProvider,
        Regions = Region,
        Task = Task,
        SplitKey = SplitKey,
        CachePrompt = CachePrompt,
        CacheMaxAge = CacheAge.Read(Cache),
        CacheRefresh = AsksAgain,
        ExtraBody = Texts(ExtraBody, JsonText.Of),
        ExtraHeaders = Texts(Headers, PipelineText.Of),
        Tags = Texts(Tag, PipelineText.Of),
        Caller = Caller,
    };

    /// <summary>True if a kept answer must not be given again.</summary>
    private protected virtual bool AsksAgain => false;

    private protected static Dictionary<string, string> Texts(IDictionary? entries, Func<object?, string> text)
    {
        var texts = new Dictionary<string, string>();
        if (entries is null)
        {
            return texts;
        }

        foreach (DictionaryEntry entry in entries)
        {
            var name = PipelineText.Of(entry.Key);
            texts[name] = !texts.ContainsKey(name) ? text(entry.Value) : throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The table has two entries with the name '{name}'.");
        }

        return texts;
    }

    private protected static TimeSpan? Seconds(double? seconds) => seconds is { } given ? TimeSpan.FromSeconds(given) : null;
}
