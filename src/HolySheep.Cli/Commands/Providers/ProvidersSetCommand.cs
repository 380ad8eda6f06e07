using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Providers;

/// <summary><c>holysheep providers set</c>: adds or changes a provider.</summary>
internal sealed class ProvidersSetCommand : ChangeCommand, IHasExamples
{
    private readonly Argument<string> _name = ValueArgument.Text("NAME", "The provider's name. A name that is a preset's takes kind, address and key variable from the preset.");
    private readonly Argument<string?> _baseUrl = ValueArgument.Optional("BASE-URL", "The address, with or without /v1; an empty text removes it.");
    private readonly ProviderAddressOptions _address = new();
    private readonly ProviderKeyOptions _keys = new();
    private readonly ProviderLimitOptions _limits = new();
    private readonly Option<bool> _default = ValueOption.Flag("--default", "Makes it the default provider, for models without targets.");

    public ProvidersSetCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("set", "Adds or changes a provider; options that are not given stay unchanged, and an empty text or 0 removes a value.", common, output, messages) =>
        Take([_name, _baseUrl, .. _address.All, .. _keys.All, .. _limits.All, _default]);

    public string Examples => """
        Examples:
          holysheep providers set groq
          holysheep providers set backup http://127.0.0.1:8000/v1 --api-key-reference env:BACKUP_KEY --region ap
          holysheep providers set work --preset azure --setting resource=contoso --what-if

        """;

    protected override string Change(ParseResult parse, ConfigurationFile file)
    {
        var name = parse.GetRequiredValue(_name);
        var edit = _limits.Apply(parse, _keys.Apply(parse, _address.Apply(parse, new ProviderEdit { BaseUrl = parse.GetValue(_baseUrl), MakeDefault = parse.GetValue(_default) })));
        file.SetProvider(name, edit);
        return EditSummary.Provider(name, edit);
    }
}
