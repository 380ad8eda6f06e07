using System.Collections.Generic;
using System.CommandLine;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;

namespace HolySheep.Cli.Commands.Providers;

/// <summary>The options for where a provider is and what it speaks.</summary>
internal sealed class ProviderAddressOptions
{
    private readonly Option<string?> _preset = ValueOption.Text("--preset", "PRESET", "The preset that gives kind, address and key variable under another name.");
    private readonly Option<ProviderKind?> _kind = ValueOption.Word("--kind", "The wire format. Default for a new provider: the preset's, otherwise openai.", ProviderKindName.All);
    private readonly Option<ProviderApi?> _api = ValueOption.Word("--api", "The interface through which its models are asked, for the kinds openai and azure.", ApiNames.All);
    private readonly Option<IReadOnlyDictionary<string, string>?> _setting =
        ValueOption.Pairs("--setting", '=', "NAME=VALUE", "A part of the preset's address that differs from account to account; an empty value removes it.");
    private readonly Option<string?> _modelsUrl = ValueOption.Text("--models-url", "URL", "The address of the list of models, if it is not at the usual place, or none.");
    private readonly Option<IReadOnlyDictionary<string, string>?> _header =
        ValueOption.Pairs("--header", ':', "'NAME: VALUE'", "A header of every request, with its value or env:NAME; all together replace the existing headers.", emptyIsNone: true);
    private readonly SwitchOption _slashIds = new("slash-ids", "Says that the provider's model ids contain slashes, as those of aggregators.");

    private readonly SwitchOption _disabled = new("disabled", "Takes the provider out of all calls without deleting it.");

    public IReadOnlyList<Option> All => [_preset, _kind, _api, _setting, _modelsUrl, _header, .. _slashIds.Options, .. _disabled.Options];

    public ProviderEdit Apply(ParseResult parse, ProviderEdit edit) => edit with
    {
        Preset = parse.GetValue(_preset),
        Kind = parse.GetValue(_kind),
        Api = parse.GetValue(_api),
        Settings = parse.GetValue(_setting),
        ModelsUrl = parse.GetValue(_modelsUrl),
        Headers = parse.GetValue(_header),
        SlashIds = _slashIds.Value(parse),
        Disabled = _disabled.Value(parse),
    };
}
