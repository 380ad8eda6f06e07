using System;
using System.Linq;
using Xunit;

namespace HolySheep.Providers.Errors;

/// <summary>Pages of any kind are read by their text, once through.</summary>
public sealed class PageTextTests
{
    [Theory]
    [InlineData("<html><head><style>p { color: red }</style><title>Busy</title></head><body>Come <b>back</b></body></html>", "Busy Come back")]
    [InlineData("<p>a<!-- b -->c<script >d</script\n >e<SVG><path/></svg>f", "a c e f")]
    [InlineData("<p>a<scripted>b</scripted>c", "a b c")]
    [InlineData("<p>a<script>b", "a b")]
    [InlineData("<p>a<!-- b", "a<!-- b")]
    [InlineData("<p>1 < 2", "1 < 2")]
    [InlineData("<p>a</script x>b<script>c</script x></script>d", "a b d")]
    [InlineData("<p>&lt;blocked&gt;   &amp;\n gone", "<blocked> & gone")]
    [InlineData("<p></p>", null)]
    public void The_text_of_a_page_is_what_people_see(string page, string? text) => Assert.Equal(text, PageText.Read(page));

    [Theory]
    [InlineData("<")]
    [InlineData("<script")]
    [InlineData("<script>")]
    [InlineData("<!--")]
    [InlineData("<svg </svg")]
    [InlineData("<style>a</style ")]
    [InlineData("<a <!-- <noscript ")]
    [InlineData("<script></style>")]
    public void A_page_of_a_million_unclosed_tags_is_read_once_through(string piece)
    {
        var page = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        var reader = new PageText(page);

        _ = reader.Read();

        Assert.InRange(reader.Looked, 0, 10L * page.Length);
    }

    [Fact]
    public void Any_mixture_of_tags_is_read_once_through()
    {
        var random = new Random(20_261_129);
        string[] pieces = ["<", ">", "<script", "</script", "</script>", "<!--", "-->", "<style>", "</style >", "<svg", " ", "x", "</", "<noscript>", "\n", "&lt;", new('y', 2_500)];
        for (var round = 0; round < 200; round++)
        {
            var reader = new PageText(string.Concat(Enumerable.Range(0, 3_000).Select(_ => pieces[random.Next(pieces.Length)])));
            _ = reader.Read();
            Assert.InRange(reader.Looked, 0, 10L * 3_000 * 200);
        }
    }
}
