using System;
using HolySheep.Configuration.Options;
using HolySheep.Providers.Azure;
using Xunit;

namespace HolySheep.Configuration;

/// <summary>What people paste as the address of an Azure resource, and where requests then go.</summary>
public sealed class AzureUrlTests
{
    private const string Host = "https://res.openai.azure.com";

    [Theory]
    [InlineData(Host, "/openai/v1", ""), InlineData(Host + "/", "/openai/v1", ""), InlineData(Host + "/openai", "/openai/v1", ""), InlineData(Host + "/openai/", "/openai/v1", "")]
    [InlineData(Host + "/openai/v1", "/openai/v1", ""), InlineData(Host + "/openai/v1/", "/openai/v1", ""), InlineData(Host + "/openai/v1/chat/completions", "/openai/v1", "")]
    [InlineData(Host + "/openai/v1/responses", "/openai/v1", ""), InlineData(Host + "/openai/v1/models?api-version=preview", "/openai/v1", "?api-version=preview")]
    [InlineData(Host + "/?api-version=preview", "/openai/v1", "?api-version=preview"), InlineData(Host + "?api-version=v1", "/openai/v1", "?api-version=v1")]
    [InlineData("https://res.services.ai.azure.com", "/openai/v1", ""), InlineData("https://res.services.ai.azure.com/openai/v1/", "/openai/v1", "")]
    [InlineData("https://res.services.ai.azure.com/api/projects/p", "/api/projects/p/openai/v1", ""), InlineData("https://gate.example.com/ai", "/ai/openai/v1", ""), InlineData("https://gate.example.com/ai/v1", "/ai/v1", "")]
    public void The_current_interface(string given, string path, string query)
    {
        var addresses = new AzureAddresses(Read(given));
        var root = new Uri(given).GetLeftPart(UriPartial.Authority) + path;
        Assert.Equal(
            (root + "/chat/completions" + query, root + "/responses" + query, root + "/models" + query),
            (addresses.Chat("dep").AbsoluteUri, addresses.Responses.AbsoluteUri, addresses.Models.AbsoluteUri));
    }

    [Theory]
    [InlineData("/openai/deployments/prod/chat/completions?api-version=2024-10-21", "/openai", "prod"), InlineData("/openai/deployments/prod?api-version=2024-10-21", "/openai", "prod")]
    [InlineData("/openai/deployments/prod/?api-version=2024-10-21", "/openai", "prod"), InlineData("/openai/deployments?api-version=2024-10-21", "/openai", "a%20dep")]
    [InlineData("/openai/deployments/?api-version=2024-10-21", "/openai", "a%20dep"), InlineData("?api-version=2024-10-21", "/openai", "a%20dep"), InlineData("/openai?API-Version=2024-10-21", "/openai", "a%20dep")]
    [InlineData("/ai/openai/deployments/prod/chat/completions?api-version=2024-10-21", "/ai/openai", "prod"), InlineData("/openai/responses?api-version=2025-04-01-preview", "/openai", "a%20dep")]
    public void The_older_interface_keeps_its_version_and_a_deployment_in_the_address_answers_for_every_model(string given, string root, string deployment)
    {
        var addresses = new AzureAddresses(Read(Host + given));
        var query = new Uri(Host + given).Query;
        Assert.Equal(
            ($"{Host}{root}/deployments/{deployment}/chat/completions{query}", $"{Host}{root}/responses{query}", $"{Host}{root}/models{query}"),
            (addresses.Chat("a dep").AbsoluteUri, addresses.Responses.AbsoluteUri, addresses.Models.AbsoluteUri));
    }

    [Theory]
    [InlineData("res.openai.azure.com", "begins with http"), InlineData("https://u:p@res.openai.azure.com", "user name"), InlineData("https://res.openai.azure.com?api-key=hush", "without a key"), InlineData("https://res.openai.azure.com/#x", "'#'")]
    public void A_character_that_an_address_may_not_hold_is_refused_here_too(string given, string fault)
    {
        Assert.Null(BaseUrl.Normalise(given, ProviderKind.Azure, out var told));
        Assert.Contains(fault, told, StringComparison.Ordinal);
    }

    private static Uri Read(string given) => BaseUrl.Normalise(given, ProviderKind.Azure, out _)!;
}
