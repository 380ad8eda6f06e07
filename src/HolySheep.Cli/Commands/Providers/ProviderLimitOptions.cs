using System.Collections.Generic;
using System.CommandLine;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Providers;

/// <summary>The options for a provider's quota, limits and region.</summary>
internal sealed class ProviderLimitOptions
{
    private readonly Option<string?> _group = ValueOption.Text("--quota-group", "GROUP", "The group whose members share a quota.");
    private readonly Option<string?> _region = ValueOption.Text("--region", "REGION", "The region of the provider, in your own words.");
    private readonly Option<int?> _requests = ValueOption.Number<int>("--requests-per-minute", "The provider's limit of requests per minute; 0 removes it.");
    private readonly Option<int?> _tokens = ValueOption.Number<int>("--tokens-per-minute", "The provider's limit of tokens per minute; 0 removes it.");
    private readonly Option<int?> _atOnce = ValueOption.Number<int>("--max-concurrency", "The provider's limit of calls at once; 0 removes it.");

    public IReadOnlyList<Option> All => [_group, _region, _requests, _tokens, _atOnce];

    public ProviderEdit Apply(ParseResult parse, ProviderEdit edit) => edit with
    {
        QuotaGroup = parse.GetValue(_group),
        Region = parse.GetValue(_region),
        RequestsPerMinute = parse.GetValue(_requests),
        TokensPerMinute = parse.GetValue(_tokens),
        MaxConcurrency = parse.GetValue(_atOnce),
    };
}
