using System.Collections.Generic;
using HolySheep.Configuration.Options;

namespace HolySheep.PowerShell.Results;

/// <summary>A rule: its conditions, and the model that is asked.</summary>
public sealed class HolySheepRule
{
    private readonly IDictionary<string, string> _tag;
    private readonly IReadOnlyList<string> _forModel;
    private readonly IReadOnlyList<string> _chain;

    internal HolySheepRule(RuleOptions rule, int position)
    {
        Position = position;
        Name = rule.Name;
        MinPromptTokens = rule.MinPromptTokens;
        MaxPromptTokens = rule.MaxPromptTokens;
        _tag = NestedMember.Show(this, nameof(Tag), new ResultTable(rule.Tags));
        Between = rule.Between?.ToString();
        TimeZone = rule.Between?.Zone?.Id;
        Task = rule.Task;
        PromptPattern = rule.PromptPattern;
        _forModel = NestedMember.Show(this, nameof(ForModel), new ResultList<string>(rule.Models));
        Model = rule.Model;
        When = rule.When;
        _chain = NestedMember.Show(this, nameof(Chain), new ResultList<string>(rule.Chain));
    }

    /// <summary>Its 1-based place in the list; the first match wins.</summary>
    public int Position { get; }

    /// <summary>The rule's name.</summary>
    public string Name { get; }

    /// <summary>The minimum tokens of the prompt; null means any.</summary>
    public int? MinPromptTokens { get; }

    /// <summary>The maximum tokens of the prompt; null means any.</summary>
    public int? MaxPromptTokens { get; }

    /// <summary>The tags that the call must carry; empty means any.</summary>
    public string Tag => NestedMember.Text(_tag)!;

    /// <summary>The time of day; null means any.</summary>
    public string? Between { get; }

    /// <summary>The time zone of the time of day; null means the machine's.</summary>
    public string? TimeZone { get; }

    /// <summary>The task that the caller names; null means any or none.</summary>
    public string? Task { get; }

    /// <summary>The regular expression that the prompt must match; null means any prompt.</summary>
    public string? PromptPattern { get; }

    /// <summary>The models of which calls must ask for one; empty means calls that name no model.</summary>
    public string ForModel => NestedMember.Text(_forModel)!;

    /// <summary>The model that is asked; null if there is a chain.</summary>
    public string? Model { get; }

    /// <summary>The models that are asked in this order; empty if there is a model.</summary>
    public string Chain => NestedMember.Text(_chain)!;

    /// <summary>All conditions in words.</summary>
    public string When { get; }

    /// <summary>The rule on one line.</summary>
    public override string ToString() => $"{Name}: {When} > {Model ?? string.Join(" > ", _chain)}";
}
