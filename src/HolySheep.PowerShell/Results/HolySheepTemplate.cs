using System.Collections.Generic;
using HolySheep.Templates;

namespace HolySheep.PowerShell.Results;

/// <summary>A stored prompt with what belongs to it.</summary>
public sealed class HolySheepTemplate
{
    private readonly IReadOnlyList<string> _stop;

    internal HolySheepTemplate(TemplateOptions template)
    {
        Name = template.Name;
        Prompt = template.Prompt;
        System = template.System;
        Model = template.Model;
        Schema = template.SchemaText;
        Temperature = template.Temperature;
        TopP = template.TopP;
        MaxTokens = template.MaxTokens;
        _stop = NestedMember.Show(this, nameof(Stop), new ResultList<string>(template.Stop));
        Seed = template.Seed;
        ReasoningEffort = template.ReasoningEffort;
        Task = template.Task;
    }

    /// <summary>The template's name.</summary>
    public string Name { get; }

    /// <summary>The prompt with its placeholders; null if the call gives the prompt.</summary>
    public string? Prompt { get; }

    /// <summary>The instruction before the prompt; null if there is none.</summary>
    public string? System { get; }

    /// <summary>The model that is asked; null means the default.</summary>
    public string? Model { get; }

    /// <summary>The schema of answers as JSON; null if there is none.</summary>
    public string? Schema { get; }

    /// <summary>The randomness of answers; null leaves it to the provider.</summary>
    public double? Temperature { get; }

    /// <summary>Nucleus sampling; null leaves it to the provider.</summary>
    public double? TopP { get; }

    /// <summary>The maximum tokens of an answer; null means no limit.</summary>
    public int? MaxTokens { get; }

    /// <summary>Texts that end an answer.</summary>
    public string Stop => NestedMember.Text(_stop)!;

    /// <summary>A seed for repeatable answers; null means none.</summary>
    public long? Seed { get; }

    /// <summary>How much the model reasons; null leaves it to the provider.</summary>
    public string? ReasoningEffort { get; }

    /// <summary>The task of the calls; null means none.</summary>
    public string? Task { get; }

    /// <summary>The name and the prompt.</summary>
    public override string ToString() => $"{Name}: {Prompt ?? System}";
}
