using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Data;
using System.Dynamic;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Numerics;
using System.Security;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using HolySheep.Errors;
using HolySheep.PowerShell.Binding;
using Xunit;

namespace HolySheep.PowerShell.Tests.Binding;

/// <summary>The one way from a value to a text.</summary>
public sealed class PipelineTextTests
{
    public static TheoryData<string, object?, string> Values => new()
    {
        { "null", null, "" },
        { "DBNull", DBNull.Value, "" },
        { "text", " a\nb ", " a\nb " },
        { "wrapped", new PSObject(new PSObject("x")), "x" },
        { "double", 1234.5, "1234.5" },
        { "decimal", 1.50m, "1.50" },
        { "big", BigInteger.Parse("123456789012345678901234567890", CultureInfo.InvariantCulture), "123456789012345678901234567890" },
        { "truth", true, "True" },
        { "enum", DayOfWeek.Friday, "Friday" },
        { "utc", new DateTime(2025, 3, 4, 5, 6, 7, DateTimeKind.Utc), "2025-03-04T05:06:07Z" },
        { "unspecified", new DateTime(2025, 3, 4, 5, 6, 7).AddTicks(1), "2025-03-04T05:06:07.0000001" },
        { "offset", new DateTimeOffset(2025, 3, 4, 5, 6, 7, TimeSpan.FromHours(9)), "2025-03-04T05:06:07+09:00" },
        { "date", new DateOnly(2025, 3, 4), "2025-03-04" },
        { "span", new TimeSpan(1, 2, 3, 4), "1.02:03:04" },
        { "version", new Version(1, 2, 3), "1.2.3" },
        { "uri", new Uri("http://x/y z"), "http://x/y z" },
        { "address", global::System.Net.IPAddress.Loopback, "127.0.0.1" },
        { "bytes", Encoding.UTF8.GetBytes("\uFEFFgrün"), "grün" },
        { "element", Xml("<a><b t='1'>x<![CDATA[ <y>]]></b></a>").DocumentElement!.FirstChild, "x <y>" },
        { "document", Xml("<a>text</a>"), "text" },
        { "structure", Xml("<a><b>1</b><c>2</c></a>").DocumentElement, "<a><b>1</b><c>2</c></a>" },
        { "mixed", Xml("<p>The <b>pump</b> leaks</p>").DocumentElement, "The pump leaks" },
        { "attribute", Xml("<a b='v'/>").DocumentElement!.Attributes[0], "v" },
        { "cdata", Xml("<a><![CDATA[v]]></a>").DocumentElement!.FirstChild, "v" },
        { "xelement", new XElement("a", "v"), "v" },
        { "xattribute", new XAttribute("a", "v"), "v" },
        { "list", new object?[] { 1, "é", null, 1.5 }, """[1,"é",null,1.5]""" },
        { "generic list", new List<string> { "a" }, """["a"]""" },
        { "nodes", new object[] { Xml("<a>1</a>").DocumentElement!, "2" }, """["1","2"]""" },
        { "table", new OrderedDictionary { ["b"] = 1, ["a"] = new[] { "<x>" } }, """{"b":1,"a":["<x>"]}""" },
        { "entry", new DictionaryEntry("k", 2), """{"Name":"k","Key":"k","Value":2}""" },
        { "pair", new KeyValuePair<string, int>("k", 2), """{"Key":"k","Value":2}""" },
        { "file", new FileInfo(Path.Combine(AppContext.BaseDirectory, "a b.txt")), Path.Combine(AppContext.BaseDirectory, "a b.txt") },
        { "tuple", (1, "a"), "(1, a)" },
        { "plain object", new Plain { Body = "b", Inner = new Plain { Body = "c" } }, """{"Body":"b","Inner":{"Body":"c","Inner":null}}""" },
        { "type", typeof(string), "string" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_has_one_text_in_every_culture(string kind, object? value, string text)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in (CultureInfo[])[CultureInfo.InvariantCulture, Foreign()])
            {
                CultureInfo.CurrentCulture = culture;
                Assert.True(text == PipelineText.Of(value), $"{kind}: {PipelineText.Of(value)}");
                Assert.Equal(text, PipelineText.Of(value is null ? null : new PSObject(value)));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Objects_of_scripts_and_rows_of_tables_are_their_properties()
    {
        using var table = new DataTable();
        table.Columns.Add("Body");
        table.Columns.Add("Count", typeof(int));
        table.Rows.Add("b", DBNull.Value);
        var custom = new PSObject();
        custom.Properties.Add(new PSNoteProperty("Body", "b"));
        custom.Properties.Add(new PSNoteProperty("Twice", 2));
        dynamic expando = new ExpandoObject();
        expando.Body = "b";

        Assert.Equal("""{"Body":"b","Count":null}""", PipelineText.Of(table.Rows[0]));
        Assert.Equal("""[{"Body":"b","Count":null}]""", PipelineText.Of(table));
        Assert.Equal("""{"Body":"b"}""", PipelineText.Of((object)expando));
        Assert.Equal("""{"Body":"b","Twice":2}""", PipelineText.Of(custom));
    }

    [Fact]
    public void An_object_from_a_job_is_shown_by_its_properties_if_it_would_only_name_its_type()
    {
        var handed = (PSObject)PSSerializer.Deserialize(PSSerializer.Serialize(new Plain { Body = "b" }));

        Assert.Contains(typeof(Plain).FullName!, handed.ToString(), StringComparison.Ordinal);
        Assert.Equal("""{"Body":"b","Inner":null}""", PipelineText.Of(handed));
    }

    public static TheoryData<string, object> Unsendable => new()
    {
        { "secret", new SecureString() },
        { "credential", new PSCredential("u", new SecureString()) },
        { "stream", new MemoryStream() },
        { "reader", new StringReader("x") },
        { "bytes", new byte[] { 1, 0, 255 } },
        { "delegate", (Func<int>)(() => 1) },
        { "empty object", new object() },
        { "secret within", new Hashtable { ["key"] = new SecureString() } },
    };

    [Theory]
    [MemberData(nameof(Unsendable))]
    public void Values_without_text_and_values_that_must_have_none_are_refused(string kind, object value) =>
        Assert.True(Assert.Throws<HolySheepException>(() => PipelineText.Of(value)).Code == ErrorCode.ArgumentInvalid, kind);

    [Fact]
    public void A_fault_of_the_users_own_objects_is_reported_as_such()
    {
        foreach (var value in (object[])[new Throwing(), ThrowingItems(), new Hashtable { ["x"] = new Throwing() }])
        {
            var fault = Assert.Throws<HolySheepException>(() => PipelineText.Of(value));
            Assert.Contains("my own fault", fault.Message, StringComparison.Ordinal);
        }
    }

    // The machine may know no other culture than the invariant one.
    private static CultureInfo Foreign()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.DateTimeFormat.DateSeparator = ".";
        culture.DateTimeFormat.TimeSeparator = ".";
        culture.DateTimeFormat.ShortDatePattern = "dd/MM/yy";
        return culture;
    }

    private static XmlDocument Xml(string text)
    {
        var document = new XmlDocument();
        document.LoadXml(text);
        return document;
    }

    private static IEnumerable ThrowingItems()
    {
        yield return 1;
        throw new InvalidOperationException("my own fault");
    }

    public sealed class Plain
    {
        public string? Body { get; set; }

        public Plain? Inner { get; set; }
    }

    public sealed class Throwing
    {
        public string Body => throw new InvalidOperationException("my own fault");
    }
}
