using System;
using System.Collections.Generic;
using HolySheep.Configuration.Options;
using HolySheep.Errors;

namespace HolySheep.Configuration;

/// <summary>The configuration that applies without a file. The file overrides it key by key.</summary>
internal static class BuiltInConfiguration
{
    /// <summary>The name of the built-in provider.</summary>
    public const string ProviderName = "holysheep";

    /// <summary>The variable that holds the key of <see cref="ProviderName"/>, and of no other provider.</summary>
    public const string KeyVariable = "HOLYSHEEP_API_KEY";

    private const string BaseUrlVariable = "HOLYSHEEP_BASE_URL";
    private const string ModelVariable = "HOLYSHEEP_MODEL";

    /// <summary>Chains for models whose targets are all at <see cref="ProviderName"/>.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Chains { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["gpt-4.1"] = ["claude-sonnet-4.5", "gemini-2.5-flash"],
        ["claude-sonnet-4.5"] = ["gemini-2.5-flash", "deepseek-v3.2"],
        ["gemini-2.5-flash"] = ["deepseek-v3.2", "gpt-4.1"],
    };

    /// <summary>The address of <see cref="ProviderName"/>.</summary>
    /// <exception cref="ConfigurationException">Its variable does not contain an address.</exception>
    public static Uri ReadBaseUrl(UserFolders environment)
    {
        var text = environment.Variable(BaseUrlVariable) ?? "https://api.holysheep.ai/v1";
        return BaseUrl.Normalise(text, ProviderKind.OpenAI, out var fault)
            ?? throw new ConfigurationException(fault, key: BaseUrlVariable, hint: "Set the environment variable to an address such as https://api.holysheep.ai/v1.");
    }

    /// <summary>The defaults, with the model from the environment.</summary>
    public static DefaultOptions ReadDefaults(UserFolders environment)
    {
        var defaults = new DefaultOptions();
        return environment.Variable(ModelVariable)?.Trim() is { Length: > 0 } model ? defaults with { Model = model } : defaults;
    }

    /// <summary>The stamp of a configuration file and its catalog, with the variables that the built-ins are read from.</summary>
    public static ConfigurationStamp Stamp(FileStamp file, FileStamp catalog, UserFolders environment) => new(file, catalog, environment.Variable(BaseUrlVariable), environment.Variable(ModelVariable));
}
