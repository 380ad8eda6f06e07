using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Choices;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Completers.Values;
using HolySheep.PowerShell.Results;
using HolySheep.PowerShell.Secrets;

namespace HolySheep.PowerShell.Commands;

/// <summary>Adds or changes a provider in the configuration; members that are not given stay unchanged. A key itself is only kept for this session and never written.</summary>
[Cmdlet(VerbsCommon.Set, "HolySheepProvider", SupportsShouldProcess = true)]
[OutputType(typeof(HolySheepProvider))]
public sealed class SetHolySheepProviderCommand : HolySheepSetCommand
{
    /// <summary>The provider's name. A name that is a preset's takes kind, address and key variable from the preset.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Provider")]
    [ArgumentCompleter(typeof(ProviderOrPresetCompleter))]
    public string? Name { get; set; }

    /// <summary>The address, with or without /v1; an empty text removes it.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Url", "Uri", "Endpoint")]
    public string? BaseUrl { get; set; }

    /// <summary>The preset that gives kind, address and key variable under another name, as listed by Get-HolySheepProvider -Preset; an empty text removes it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(PresetCompleter))]
    public string? Preset { get; set; }

    /// <summary>The parts of the preset's address that differ from account to account, as in @{ resource = 'contoso' }; an empty text removes one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Settings")]
    [TableArgument]
    public IDictionary? Setting { get; set; }

    /// <summary>The address of the list of models, if it is not at the usual place, or none; an empty text removes it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ModelsUrl { get; set; }

    /// <summary>The wire format.</summary>
    /// <value>Default: the preset's, otherwise OpenAI for a new provider.</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public HolySheepProviderKind? Kind { get; set; }

    /// <summary>The interface through which its models are asked, for the kinds OpenAI and Azure. Auto asks models that need it through Responses.</summary>
    /// <value>Default: Chat for OpenAI, Auto for Azure.</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public HolySheepProviderApi? Api { get; set; }

    /// <summary>References to its keys, in the order in which they are tried: env:NAME, file:PATH (relative to the configuration's folder), secret:VAULT/NAME, or none; an empty list removes them. They are written to the configuration; never a key itself.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(KeyReferenceCompleter))]
    [ListArgument]
    public string[]? ApiKeyReference { get; set; }

    /// <summary>How several keys are used: failover, one after another, or spread, in turn; an empty text removes it.</summary>
    /// <value>Default: failover, one after another.</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(KeyOrderCompleter))]
    public string? KeyOrder { get; set; }

    /// <summary>A program and its arguments that print a key which expires, as in 'az', 'account', 'get-access-token', '--query', 'accessToken', '-o', 'tsv'; an empty list removes it. It is run without a shell when a request needs the key, and for nothing else.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ListArgument]
    public string[]? ApiKeyCommand { get; set; }

    /// <summary>How long a key of the command is used, in seconds.</summary>
    /// <value>Default: 3000, for a new command.</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PlainNumber]
    public double? ApiKeyLifetimeSec { get; set; }

    /// <summary>A key for this session only, which takes precedence over every configured one: kept in memory for all runspaces of the process, never written. A SecureString or the password of a PSCredential; $null forgets it.</summary>
    [Parameter]
    [Alias("Credential", "Token")]
    [AllowNull]
    [ApiKey]
    public SecureString? ApiKey { get; set; }

    /// <summary>The group whose members share a quota; an empty text removes it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? QuotaGroup { get; set; }

    /// <summary>The region of the provider, in your own words; an empty text removes it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Region { get; set; }

    /// <summary>The provider's limit of requests per minute; 0 removes it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PlainNumber]
    public int? RequestsPerMinute { get; set; }

    /// <summary>The provider's limit of tokens per minute; 0 removes it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PlainNumber]
    public int? TokensPerMinute { get; set; }

    /// <summary>The provider's limit of calls at once; 0 removes it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PlainNumber]
    public int? MaxConcurrency { get; set; }

    /// <summary>Headers of every request to the provider, which replace the existing ones, as in @{ 'X-Team' = 'ops'; 'X-Tenant' = 'env:TENANT' }; an empty table removes them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Headers")]
    [TableArgument]
    public IDictionary? Header { get; set; }

    /// <summary>Whether the provider's model ids contain slashes, as those of aggregators: while it is the default provider, no name with a slash counts as a mistyped provider.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchArgument]
    public bool? SlashIds { get; set; }

    /// <summary>Takes the provider out of all calls without deleting it; -Disabled:$false puts it back.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchArgument]
    public SwitchParameter Disabled { get; set; }

    /// <summary>Makes it the default provider, for models without targets.</summary>
    [Parameter]
    public SwitchParameter Default { get; set; }

    /// <summary>Writes the changed provider.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private ProviderEdit Edit => new()
    {
        Preset = Preset,
        Settings = Table(Setting),
        ModelsUrl = ModelsUrl,
        Kind = Kind is { } kind ? Choice.Of<ProviderKind>(kind) : null,
        Api = Api is { } api ? Choice.Of<ProviderApi>(api) : null,
        BaseUrl = BaseUrl,
        ApiKeys = ApiKeyReference,
        KeyOrder = KeyOrder,
        KeyCommand = ApiKeyCommand,
        KeyLifetimeSec = ApiKeyLifetimeSec,
        QuotaGroup = QuotaGroup,
        Region = Region,
        RequestsPerMinute = RequestsPerMinute,
        TokensPerMinute = TokensPerMinute,
        MaxConcurrency = MaxConcurrency,
        Headers = Table(Header),
        SlashIds = SlashIds,
        Disabled = Given(nameof(Disabled), Disabled),
        MakeDefault = Default,
    };

    /// <inheritdoc/>
    private protected override void SetOne()
    {
        if (!IsGiven(Name, "A provider needs a name.", "Write, for example: Set-HolySheepProvider backup http://127.0.0.1:8000/v1 -ApiKeyReference env:BACKUP_KEY"))
        {
            return;
        }

        var name = Name;
        var edit = Edit;
        var forSession = MyInvocation.BoundParameters.ContainsKey(nameof(ApiKey));
        var forFile = !forSession || edit != new ProviderEdit();
        Use(name, file =>
        {
            if (!ShouldProcess(forFile ? file.Path : "this session", Action(name, edit, forFile, forSession)))
            {
                return;
            }

            var changed = name;
            if (forFile)
            {
                changed = file.SetProvider(name, edit);
                Tell(file.NewWarnings);
            }

            if (forSession)
            {
                changed = KeepKey(file, changed);
            }

            if (PassThru)
            {
                WriteObject(new HolySheepProvider(ListProviders().Single(provider => provider.Options.Name == changed)));
            }
        });
    }

    // By name, because the order of a hashtable differs in every process.
    private static Dictionary<string, string>? Table(IDictionary? table) => table?.Keys.Cast<object>().OrderBy(name => PipelineText.Of(name), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(name => PipelineText.Of(name), name => PipelineText.Of(table[name]), StringComparer.OrdinalIgnoreCase);

    private string KeepKey(ConfigurationFile file, string name)
    {
        var provider = file.Read().GetProvider(name);
        if (provider.Keyless && ApiKey is { Length: > 0 })
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The provider '{name}' is called without a key, so a key of the session would never be used.",
                $"Give it a key reference first: Set-HolySheepProvider {name} -ApiKeyReference env:NAME, or @() for none.");
        }

        SessionKeys.Set(file.Path, provider.Name, ApiKey);
        WriteVerbose(ApiKey is { Length: > 0 }
            ? $"The key of '{name}' is kept in memory for this session only and is not written."
            : $"The key of '{name}' for this session is forgotten.");
        return provider.Name;
    }

    private string Action(string name, ProviderEdit edit, bool forFile, bool forSession)
    {
        var parts = new List<string>();
        if (forFile)
        {
            parts.Add(EditSummary.Provider(name, edit));
        }

        if (forSession)
        {
            parts.Add(ApiKey is { Length: > 0 } ? $"Keep a key of {name} for this session, not written" : $"Forget the key of {name} for this session");
        }

        return string.Join("; ", parts);
    }
}
