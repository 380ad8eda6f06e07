using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using HolySheep.Chat;

namespace HolySheep.Cli.Commands;

/// <summary>The options for which targets may answer, and for fallbacks.</summary>
/// <param name="streams">Whether the command shows text as it arrives, which can be cut.</param>
internal sealed class ChatRouteOptions(bool streams = true) : IChatOptions
{
    private static readonly Dictionary<string, CutAction> CutActions = new() { ["fail"] = CutAction.Fail, ["restart"] = CutAction.Restart };

    private readonly Option<string?> _model = ValueOption.Text("--model", 'm', "MODEL", "A model, an alias, or PROVIDER/MODEL. Default: the configured one.").NotEmpty();
    private readonly Option<IReadOnlyList<string>?> _fallback = ValueOption.List("--fallback", "A,B", "The fallback models, instead of the configured chain.").NoEmptyItem();
    private readonly Option<bool> _noFallback = ValueOption.Flag("--no-fallback", "Lets only the requested model answer.");
    private readonly Option<bool> _fallbackOnRefusal = ValueOption.Flag("--fallback-on-refusal", "Also asks the next model after a content policy refused.");
    private readonly Option<IReadOnlyList<string>?> _provider = ValueOption.List("--provider", "A,B", "Uses only these providers.").NoEmptyItem();
    private readonly Option<IReadOnlyList<string>?> _excluded = ValueOption.List("--exclude-provider", "A,B", "Leaves these providers out.").NoEmptyItem();
    private readonly Option<IReadOnlyList<string>?> _region = ValueOption.List("--region", "A,B", "Uses only providers in these regions.").NoEmptyItem();
    private readonly Option<string?> _task = ValueOption.Text("--task", "NAME", "The task of the call, in your own word; rules can use it.").NotEmpty();
    private readonly Option<bool> _cachePrompt = ValueOption.Flag("--cache-prompt", "Lets providers keep the beginning that many prompts share in their cache, and keeps such calls on one target.");
    private readonly Option<string?> _splitKey = ValueOption.Text("--split-key", "KEY", "Keeps calls together in a traffic split: the same key goes to the same side.").NotEmpty();
    private readonly Option<CutAction?> _onCut = ValueOption.Word("--on-cut", "What a stream does if it breaks after text was shown: fail (the default), or restart.", CutActions);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _model, _fallback, _noFallback, _fallbackOnRefusal, _provider, _excluded, _region, _task, _cachePrompt, _splitKey }.Concat(streams ? [_onCut] : []))
        {
            command.Options.Add(option);
        }
    }

    public ChatRequest Apply(ParseResult parse, ChatRequest request) => request with
    {
        Model = parse.GetValue(_model),
        Fallback = parse.GetValue(_fallback),
        NoFallback = parse.GetValue(_noFallback),
        FallbackOnRefusal = parse.GetValue(_fallbackOnRefusal),
        Providers = parse.GetValue(_provider) ?? request.Providers,
        ExcludedProviders = parse.GetValue(_excluded) ?? request.ExcludedProviders,
        Regions = parse.GetValue(_region) ?? request.Regions,
        Task = parse.GetValue(_task),
        CachePrompt = parse.GetValue(_cachePrompt),
        SplitKey = parse.GetValue(_splitKey),
        OnCut = streams ? parse.GetValue(_onCut) ?? request.OnCut : request.OnCut,
    };
}
