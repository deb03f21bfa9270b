#!/usr/bin/env python3
"""Writes tests/portals: pages in the shapes of Vietnamese portals, with truth.

  make.py FOLDER

Twenty-two shapes of markup, each with three articles whose parts differ: plain; with pictures, a box of
other news within the text and a quotation; with headings, a list, a table and a signature.  NAME.html is
the page, NAME.txt what bantin has to make of it: title, names and date in the first lines, then block by
block.  All texts are of texts.py.  Standard library only; the same input gives the same pages.
"""
import os
import sys

from texts import ARTICLES, CAPTIONS, HEADS, ITEMS, NAMES, QUOTE, TABLE, TEASERS


def article(n, kind):
    title, lead, paras = ARTICLES[n % len(ARTICLES)]
    b = [('p', p) for p in paras]
    if kind == 1:
        b.insert(1, ('img', CAPTIONS[n % 4]))
        b.insert(3, ('box', TEASERS[n % 14]))
        b.insert(5, ('quote', QUOTE))
    if kind == 2:
        b.insert(2, ('h', HEADS[n % 3]))
        b.insert(4, ('ul', ITEMS[:3] if n % 2 else ITEMS))
        b.insert(6, ('table', TABLE))
        b.insert(7, ('h', HEADS[(n + 1) % 3]))
    return {'title': title, 'lead': lead, 'blocks': b, 'name': NAMES[n % 4], 'day': 3 + n % 25,
            'month': 1 + n % 12, 'year': 2008 + n % 15, 'n': n, 'kind': kind}


def teasers(a, k, start=3):
    return [TEASERS[(a['n'] + start + i) % len(TEASERS)] for i in range(k)]


def links(a, k, start=3, pre='<li>', post='</li>'):
    return '\n'.join('%s<a href="/tin/%d.html">%s</a>%s' % (pre, 100 + i, t, post)
                     for i, t in enumerate(teasers(a, k, start)))


def date(a):
    return '%02d/%02d/%d' % (a['day'], a['month'], a['year'])


def render(a, p='<p>%s</p>', h='<h2>%s</h2>', img=None, box=None, quote='<blockquote><p>%s</p></blockquote>',
           ul='<ul>%s</ul>', li='<li>%s</li>', table='<table border="1">%s</table>', td='<td>%s</td>'):
    img = img or '<p align="center"><img src="/anh/%d.jpg"></p><p align="center"><em>%s</em></p>'
    box = box or '<p><strong>Xem thêm: <a href="/tin/9.html">%s</a></strong></p>'
    out = []
    for kind, v in a['blocks']:
        if kind == 'p':
            out.append(p % v)
        elif kind == 'h':
            out.append(h % v)
        elif kind == 'img':
            out.append(img % (a['n'], v))
        elif kind == 'box':
            out.append(box % v)
        elif kind == 'quote':
            out.append(quote % v)
        elif kind == 'ul':
            out.append(ul % '\n'.join(li % x for x in v))
        elif kind == 'table':
            out.append(table % '\n'.join('<tr>%s</tr>' % ''.join(td % c for c in r) for r in v))
    return '\n'.join(out)


def page(a, head, body):
    return ('<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<title>%s</title>\n%s\n</head>\n%s\n</html>\n'
            % (a['title'] + head[0], head[1], body))


# ---- offices ------------------------------------------------------------------------------------

def sharepoint_tables(a):
    body = render(a, p='<P class=ms-rteElement-P style="TEXT-ALIGN: justify"><FONT face=Arial size=2>%s</FONT></P>',
                  h='<P class=ms-rteElement-P><STRONG>%s</STRONG></P>',
                  img='<P align=center><IMG src="/PublishingImages/%d.jpg" width=400></P><P align=center><EM>%s</EM></P>')
    return page(a, (' - Cổng thông tin', ''), '''<body><form name="aspnetForm" method="post" action="Default.aspx" id="aspnetForm">
<input type="hidden" name="__VIEWSTATE" value="abc"/><table class="ms-globalbreadcrumb" width="100%%"><tr><td><a href="/">Trang chủ</a></td>
<td><a href="/gt">Giới thiệu</a></td><td><a href="/vb">Văn bản</a></td><td><a href="/lh">Liên hệ</a></td></tr></table>
<table width="100%%" cellpadding=0><tr><td class="ms-navframe" width=180><table>%s</table></td>
<td class="ms-bodyareaframe" valign=top><table width="100%%"><tr><td><h1 class="title_news">%s</h1></td></tr>
<tr><td class="ms-date"><span>Ngày đăng: %s</span></td></tr>
<tr><td><div class="ms-summary"><STRONG>%s</STRONG></div></td></tr>
<tr><td><div id="ctl00_PlaceHolderMain_RichHtmlField" class="ms-rtestate-field">%s</div></td></tr>
<tr><td align=right><P align=right><STRONG>%s</STRONG></P></td></tr></table>
<table class="othernews"><tr><td><b>Các tin khác</b></td></tr>%s</table></td></tr></table>
<table class="ms-footer"><tr><td>Cơ quan chủ quản: Ủy ban nhân dân huyện. Ghi rõ nguồn khi phát hành lại.</td></tr></table></form></body>''' % (
        links(a, 6, 1, '<tr><td>', '</td></tr>'), a['title'], date(a), a['lead'], body, a['name'], links(a, 5, 4, '<tr><td>', '</td></tr>')))


def sharepoint_div(a):
    body = render(a, p='<div style="text-align:justify;">%s</div><div><br></div>', h='<h3 class="ms-rteElement-H3">%s</h3>',
                  img='<div style="text-align:center;"><img src="/SiteAssets/%d.jpg" alt="" style="margin:5px;"/></div><div style="text-align:center;"><em>%s</em></div>',
                  box='<div class="ms-rte-related"><b>Tin liên quan:</b> <a href="/x.aspx">%s</a></div>',
                  quote='<blockquote dir="" style="margin:0 0 0 40px;border:none;padding:0"><div>%s</div></blockquote>',
                  table='<table class="ms-rteTable-default" cellspacing="0"><tbody>%s</tbody></table>', td='<td class="ms-rteTableCol-default">%s</td>')
    return page(a, ('', '<meta name="GENERATOR" content="Microsoft SharePoint">'), '''<body><div id="s4-workspace"><div id="suiteBar">Đăng nhập</div>
<div class="menu horizontal menu-horizontal"><ul>%s</ul></div><div id="contentBox"><div class="article article-left">
<h1 class="tieude">%s</h1><div class="article-date">%s 08:30</div><div class="article-byline">Tác giả: %s</div>
<div class="article-content"><div class="mota"><p><strong>%s</strong></p></div><div id="ctl00_Main_Content__ControlWrapper_RichHtmlField" class="ms-rtestate-field" style="display:inline">%s</div></div></div>
<div class="ms-webpart-zone"><h2 class="ms-webpart-titleText">Tin mới hơn</h2><ul class="dfwp-list">%s</ul></div>
<div class="ms-webpart-zone"><h2 class="ms-webpart-titleText">Thống kê truy cập</h2><div>Đang truy cập: 12</div><div>Hôm nay: 340</div></div></div>
<div id="footer">Bản quyền thuộc Sở Thông tin. Giấy phép số 12/GP-TTĐT.</div></div></body>''' % (
        links(a, 7, 0), a['title'], date(a), a['name'], a['lead'], body, links(a, 6, 5)))


def aspnet_font(a):
    body = render(a, p='<span style="font-size: 10pt; font-family: Arial">%s</span><br/><br/>', h='<b>%s</b><br/><br/>',
                  img='<table align="center" width="300"><tr><td><img src="Upload/%d.jpg" width="300"/></td></tr><tr><td align="center"><i>%s</i></td></tr></table><br/>',
                  box='<b>&gt;&gt; <a href="chitiet.aspx?id=3">%s</a></b><br/><br/>', quote='<i>%s</i><br/><br/>')
    return page(a, (' | UBND huyện', ''), '''<body topmargin="0"><form id="form1"><table width="980" align="center" border="0"><tr><td colspan="3"><img src="banner.jpg" width="980"></td></tr>
<tr><td colspan="3" bgcolor="#cc0000"><a href="1.aspx"><font color="white">TRANG CHỦ</font></a> | <a href="2.aspx"><font color="white">TIN TỨC</font></a> | <a href="3.aspx"><font color="white">VĂN BẢN</font></a></td></tr>
<tr><td width="170" valign="top"><table>%s</table></td><td valign="top"><table width="100%%"><tr><td><h1><font size="4" color="#003399">%s</font></h1></td></tr>
<tr><td align="right"><i>(Cập nhật: %s)</i></td></tr><tr><td><b>%s</b></td></tr><tr><td align="justify">%s</td></tr>
<tr><td align="right"><b>%s</b></td></tr><tr><td><a href="javascript:window.print()">In trang</a> | <a href="mailto:x">Gửi email</a> | <a href="#">Về đầu trang</a></td></tr></table>
<table><tr><td><b>CÁC TIN ĐÃ ĐƯA</b></td></tr>%s</table></td><td width="150" valign="top"><b>LIÊN KẾT WEB</b><select><option>Chọn</option></select></td></tr>
<tr><td colspan="3" align="center">Điện thoại: 0200.111.222 - Email: ubnd@example.vn</td></tr></table></form></body>''' % (
        links(a, 8, 2, '<tr><td>', '</td></tr>'), a['title'], date(a), a['lead'], body, a['name'], links(a, 7, 6, '<tr><td>- ', '</td></tr>')))


def aspnet_label(a):
    body = render(a, p='<p style="text-align: justify;">%s</p>', h='<p><b>%s</b></p>',
                  img='<p style="text-align: center;"><img src="/Images/%d.jpg" alt="" /></p><p style="text-align: center;"><em>%s</em></p>',
                  box='<p class="tinlienquan"><a href="/z.aspx">%s</a></p>')
    return page(a, ('', ''), '''<body><form><div id="wrapper"><div id="menu_ngang"><ul>%s</ul></div><div id="ctl00_ContentPlaceHolder1_UpdatePanel1">
<h1><span id="ctl00_ContentPlaceHolder1_lblTieude" class="tieude_tin">%s</span></h1><span id="ctl00_ContentPlaceHolder1_lblNgay" class="ngay">%s</span>
<div class="tomtat"><span id="ctl00_ContentPlaceHolder1_lblTomtat">%s</span></div><span id="ctl00_ContentPlaceHolder1_lblNoidung">%s</span>
<p class="tacgia" style="text-align:right"><strong><span id="ctl00_ContentPlaceHolder1_lblTacgia">%s</span></strong></p>
<div class="tinkhac"><div class="tinkhac_title">Tin khác</div><table id="ctl00_GridView1">%s</table></div></div>
<div id="cot_phai"><div class="box_title">Thông báo</div><ul>%s</ul></div><div id="chantrang">Trụ sở: số 1 đường Trung tâm</div></div></form></body>''' % (
        links(a, 6), a['title'], date(a), a['lead'], body, a['name'], links(a, 6, 2, '<tr><td>', '</td></tr>'), links(a, 4, 9)))


def dnn_div(a):
    body = render(a, img='<p style="text-align: center;"><img src="/Portals/0/%d.jpg" /><br /><em>%s</em></p>')
    return page(a, ('', '<meta id="MetaGenerator" name="GENERATOR" content="DotNetNuke">'), '''<body id="Body"><form id="Form"><div id="dnn_ControlPanel"></div><div id="dnn_menu"><ul>%s</ul></div>
<div id="dnn_ContentPane" class="contentpane"><div class="DnnModule DnnModule-NewsDetail"><div class="DNNModuleContent ModNewsDetailC">
<h1 class="news-title">%s</h1><div class="news-info"><span class="date">%s</span></div><div class="head-news"><p><strong>%s</strong></p></div>
<div class="Normal">%s</div><div class="news-author" style="text-align:right"><strong>%s</strong></div></div></div>
<div class="DnnModule"><h2 class="Head">Bài viết liên quan</h2><ul>%s</ul></div></div>
<div id="dnn_RightPane"><h2 class="Head">Lịch công tác</h2><ul>%s</ul></div><div id="dnn_FooterPane">Copyright 2014 by Sở Nông nghiệp | <a href="/terms">Điều khoản sử dụng</a></div></form></body>''' % (
        links(a, 7), a['title'], date(a), a['lead'], body, a['name'], links(a, 6, 1), links(a, 5, 7)))


def dnn_table(a):
    body = render(a, p='<p class="MsoNormal" align="justify"><span style="font-size:12pt">%s</span></p>', h='<p><strong><span style="font-size:12pt">%s</span></strong></p>')
    return page(a, ('', ''), '''<body><form><table class="pagemaster" border="0"><tr><td><table class="skinmaster"><tr><td class="skinheader">%s</td></tr></table></td></tr>
<tr><td><table width="100%%"><tr><td class="leftpane" id="dnn_LeftPane"><span class="Head">Danh mục</span><ul>%s</ul></td>
<td class="contentpane" id="dnn_ContentPane"><table class="containermaster_blue"><tr><td class="containerrow1_blue"><h1 class="Head">%s</h1></td></tr>
<tr><td><span class="SubHead">%s</span></td></tr><tr><td class="Normal"><b>%s</b></td></tr><tr><td class="Normal"><div id="dnn_ctr411_HtmlModule_lblContent">%s</div></td></tr>
<tr><td><p align="right"><b>%s</b></p></td></tr></table><span class="Head">Các bài viết khác</span><ul>%s</ul></td></tr></table></td></tr>
<tr><td class="skinfooter">Trang thông tin điện tử. Thiết kế bởi Trung tâm Tin học.</td></tr></table></form></body>''' % (
        links(a, 5, 0, '', ' | '), links(a, 6, 2), a['title'], date(a), a['lead'], body, a['name'], links(a, 6, 6)))


def vnpt_portal(a):
    body = render(a, p='<p style="text-align:justify"><span style="font-family:Times New Roman;font-size:14pt">%s</span></p>', h='<p><strong>%s</strong></p>',
                  img='<p style="text-align:center"><img src="/cms/%d.jpg" style="width:600px"></p><p style="text-align:center"><em>%s</em></p>')
    return page(a, ('', ''), '''<body><div class="header-top"><a href="/">Trang chủ</a> <a href="/sodo">Sơ đồ trang</a></div><div class="UIPortalApplication"><div class="portlet-menu"><ul>%s</ul></div>
<div class="ArticleHeader"><h1 id="divArticleTitle">%s</h1><div class="PostDate">%s | 14:05</div></div>
<div class="ArticleSummary" id="divSummary">%s</div><div id="divArticleDescription2">%s</div><div class="ArticleAuthor" style="text-align: right;font-weight:bold">%s</div>
<div class="Tool"><a href="#">In bài viết</a><a href="#">Gửi email</a><a href="#">Quay lại</a></div>
<div class="ArticleOther"><div class="title">Tin cùng chuyên mục</div><ul>%s</ul></div></div><div class="portal-footer">Cổng Thông tin điện tử huyện. Chịu trách nhiệm chính: Chánh Văn phòng</div></body>''' % (
        links(a, 8), a['title'], date(a), a['lead'], body, a['name'], links(a, 7, 4)))


def liferay(a):
    body = render(a, p='<p>%s</p>', img='<p class="text-center"><img alt="" src="/documents/%d" /></p><p class="text-center"><em>%s</em></p>',
                  box='<p><a href="/web/guest/x">%s</a></p>')
    return page(a, ('', ''), '''<body class="yui3-skin-sam"><div id="wrapper"><nav id="navigation"><ul>%s</ul></nav><div id="main-content" class="columns-2"><div class="portlet-boundary portlet-asset-publisher"><div class="portlet-body">
<div class="asset-full-content"><h1 class="header-title">%s</h1><div class="asset-metadata"><span class="metadata-publish-date">%s</span> <span class="metadata-author">%s</span></div>
<div class="asset-content"><div class="journal-content-article"><div class="summary"><strong>%s</strong></div>%s</div></div>
<div class="asset-ratings">Trung bình (0 Bình chọn)</div><div class="asset-links"><h2 class="asset-links-title">Tin liên quan</h2><ul class="asset-links-list">%s</ul></div></div></div></div></div>
<footer id="footer"><p>Đơn vị quản lý: Văn phòng Ủy ban</p></footer></div></body>''' % (
        links(a, 6), a['title'], date(a), a['name'], a['lead'], body, links(a, 5, 3)))


def word_mso(a):
    body = render(a, p='<p class=MsoNormal style=\'text-align:justify;text-indent:36.0pt;mso-margin-top-alt:auto\'><span lang=VI style=\'font-size:14.0pt;mso-bidi-font-size:12.0pt;font-family:"Times New Roman"\'>%s<o:p></o:p></span></p>\n<p class=MsoNormal><o:p>&nbsp;</o:p></p>',
                  h='<p class=MsoNormal style=\'text-align:justify\'><b style=\'mso-bidi-font-weight:normal\'><span lang=VI style=\'font-size:14.0pt\'>%s<o:p></o:p></span></b></p>',
                  img='<p class=MsoNormal align=center style=\'text-align:center\'><!--[if gte vml 1]><v:shape id="x"/><![endif]--><![if !vml]><img width=400 height=300 src="image%d.jpg" v:shapes="x"><![endif]></p><p class=MsoNormal align=center><i>%s</i></p>',
                  ul='%s', li='<p class=MsoListParagraph style=\'margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1\'><![if !supportLists]><span style=\'font-family:Symbol;mso-list:Ignore\'>·<span style=\'font:7.0pt "Times New Roman"\'>&nbsp;&nbsp; </span></span><![endif]>%s<o:p></o:p></p>',
                  table='<table class=MsoTableGrid border=1 cellspacing=0>%s</table>', td='<td width=120 style=\'border:solid windowtext 1.0pt\'><p class=MsoNormal>%s<o:p></o:p></p></td>')
    return page(a, ('', '<style>/* Style Definitions */ p.MsoNormal {margin:0cm}</style>'), '''<body><div class="top"><a href="/">Trang chủ</a> <a href="/tin">Tin tức</a></div><div class="noidung"><h1>%s</h1><p class="ngaydang">Đăng ngày %s</p>
<p class="tomtat"><b>%s</b></p><div class="WordSection1">%s</div><p class="MsoNormal" align=right style='text-align:right'><b>%s</b></p></div>
<div class="tinlienquan"><h3>Tin liên quan</h3><ul>%s</ul></div><div class="footer">Bản quyền thuộc về Phòng Văn hóa.</div></body>''' % (
        a['title'], date(a), a['lead'], body, a['name'], links(a, 5)))


def frontpage(a):
    body = render(a, p='<p align="justify"><font face="Verdana" size="2">%s</font></p>', h='<p><b><font face="Verdana" size="2" color="#800000">%s</font></b></p>',
                  img='<table border="0" align="center" width="200"><tr><td><img border="0" src="images/%d.jpg"></td></tr><tr><td class="pCaption">%s</td></tr></table>',
                  box='<p><font size="2">Xem tiếp: <a href="b.htm">%s</a></font></p>')
    return page(a, ('', '<meta name="GENERATOR" content="Microsoft FrontPage 5.0">'), '''<body bgcolor="#FFFFFF"><div align="center"><center><table border="0" width="770"><tr><td bgcolor="#FFCC00"><a href="index.htm">Trang đầu</a> <a href="xahoi.htm">Xã hội</a> <a href="vanhoa.htm">Văn hoá</a></td></tr>
<tr><td><table border="0"><tr><td width="140" valign="top">%s</td><td valign="top" class="pBody"><h1 class="pTitle">%s</h1><p class="pDate">%s</p><p class="pHead">%s</p>%s<p align="right" class="pAuthor"><b>%s</b></p>
<p><b>Tin, bài khác:</b></p><ul>%s</ul></td></tr></table></td></tr><tr><td align="center"><font size="1">Toà soạn: 15 phố Cũ. Điện thoại 04.000.111</font></td></tr></table></center></div></body>''' % (
        links(a, 6, 0, '<p>', '</p>'), a['title'], date(a), a['lead'], body, a['name'], links(a, 5, 5)))


# ---- systems of everybody -----------------------------------------------------------------------

def wp_flatsome(a):
    body = render(a, img='<figure class="wp-caption aligncenter"><img class="size-full" src="/wp-content/%d.jpg" alt=""/><figcaption class="wp-caption-text">%s</figcaption></figure>',
                  box='<div class="related-inline"><span>Có thể bạn quan tâm:</span> <a href="/b">%s</a></div>')
    return page(a, (' - Trang tin', '<meta property="og:type" content="article">'), '''<body class="single single-post"><header id="header"><ul class="nav">%s</ul></header><main id="main"><div class="row"><div class="large-9 col"><article class="post type-post"><div class="article-inner"><header class="entry-header"><h1 class="entry-title">%s</h1>
<div class="entry-meta">Đăng ngày <time class="entry-date published" datetime="%d-%02d-%02dT08:00:00+07:00">%s</time> bởi <span class="author vcard"><a class="url fn n" href="/author/x">%s</a></span></div></header>
<div class="entry-content single-page"><p><strong>%s</strong></p>%s<div class="blog-share text-center"><div class="is-divider"></div><a href="#">Facebook</a><a href="#">Zalo</a></div></div>
<footer class="entry-meta">Bài viết thuộc chuyên mục <a href="/c">Tin tức</a>.</footer></div></article><div id="comments"><div id="respond"><h3>Trả lời</h3><p class="comment-notes">Email của bạn sẽ không được hiển thị công khai.</p></div></div></div>
<div class="post-sidebar large-3 col"><aside class="widget"><span class="widget-title">Bài viết mới</span><ul>%s</ul></aside></div></div></main><footer id="footer">Copyright 2020</footer></body>''' % (
        links(a, 5), a['title'], a['year'], a['month'], a['day'], date(a), a['name'], a['lead'], body, links(a, 5, 6)))


def wp_classic(a):
    body = render(a, h='<h3>%s</h3>', img='<div class="wp-caption alignnone" style="width: 510px"><img src="/wp-content/uploads/%d.jpg"/><p class="wp-caption-text">%s</p></div>')
    return page(a, (' « Bản tin', ''), '''<body><div id="page"><div id="header"><h2><a href="/">Bản tin</a></h2></div><div id="content" class="narrowcolumn"><div class="navigation"><div class="alignleft">« <a href="/1">%s</a></div></div><div class="post" id="post-%d"><h1>%s</h1><small>%s by <a href="/author/z" rel="author">%s</a></small>
<div class="entry"><p><em>%s</em></p>%s<p class="postmetadata alt"><small>This entry was posted on %s and is filed under <a href="/c">Tin</a>.</small></p></div></div>
<h3 id="comments">2 phản hồi</h3><ol class="commentlist"><li class="alt"><cite>Bạn đọc Hương</cite> says:<p>Bài viết hay quá, cảm ơn tác giả đã chia sẻ nhiều thông tin bổ ích cho mọi người.</p></li><li><cite>Minh</cite> says:<p>Tôi cũng ở gần đó và rất mong có dịp ghé thăm vào dịp tới.</p></li></ol></div>
<div id="sidebar"><ul><li><h2>Chuyên mục</h2><ul>%s</ul></li></ul></div><div id="footer"><p>Powered by WordPress</p></div></div></body>''' % (
        TEASERS[a['n'] % 14], a['n'], a['title'], date(a), a['name'], a['lead'], body, date(a), links(a, 7)))


def wp_elementor(a):
    body = render(a, img='<figure class="wp-block-image"><img src="/u/%d.jpg" alt=""/><figcaption>%s</figcaption></figure>', quote='<blockquote class="wp-block-quote"><p>%s</p></blockquote>',
                  ul='<ul class="wp-block-list">%s</ul>', table='<figure class="wp-block-table"><table><tbody>%s</tbody></table></figure>')
    return page(a, ('', ''), '''<body class="elementor-page"><div class="elementor elementor-location-header"><nav class="elementor-nav-menu"><ul>%s</ul></nav></div><div class="elementor elementor-location-single"><section class="elementor-section"><div class="elementor-widget-theme-post-title"><h1 class="elementor-heading-title">%s</h1></div>
<div class="elementor-widget-post-info"><ul class="elementor-inline-items"><li><span class="elementor-post-info__item--type-date">%s</span></li><li><span class="elementor-post-info__item--type-author">%s</span></li></ul></div></section>
<section class="elementor-section"><div class="elementor-widget-theme-post-content"><div class="elementor-widget-container"><p><strong>%s</strong></p>%s</div></div></section>
<section class="elementor-section"><h2 class="elementor-heading-title">Bài viết liên quan</h2><div class="elementor-posts">%s</div></section></div><div class="elementor-location-footer"><p>Liên hệ: 0900 000 000</p></div></body>''' % (
        links(a, 6), a['title'], date(a), a['name'], a['lead'], body, links(a, 3, 2, '<article class="elementor-post"><h3>', '</h3><p>Đọc thêm »</p></article>')))


def joomla15(a):
    body = render(a, p='<p style="text-align: justify;">%s</p>', img='<p style="text-align: center;"><img src="images/stories/%d.jpg" border="0" /></p><p style="text-align: center;"><em>%s</em></p>', h='<p><strong>%s</strong></p>')
    return page(a, ('', '<meta name="generator" content="Joomla! 1.5">'), '''<body><div id="wrapper"><div id="mainlevel-nav">%s</div><div class="moduletable_menu"><h3>Menu chính</h3><ul class="menu">%s</ul></div><div id="maincontent">
<table class="contentpaneopen"><tr><td class="contentheading" width="100%%"><h1>%s</h1></td><td align="right" class="buttonheading"><a href="#">PDF</a></td><td class="buttonheading"><a href="#">In</a></td></tr></table>
<table class="contentpaneopen"><tr><td valign="top"><span class="small">Viết bởi %s</span></td></tr><tr><td valign="top" class="createdate">%s</td></tr><tr><td valign="top"><p><strong>%s</strong></p>%s</td></tr></table>
<span class="article_seperator">&nbsp;</span><table class="contenttoc"><tr><td>Các tin khác:</td></tr></table><ul>%s</ul></div><div id="footer">Thiết kế: Nhóm tin học</div></div></body>''' % (
        links(a, 5, 0, '', ' '), links(a, 6, 3), a['title'], a['name'], date(a), a['lead'], body, links(a, 6, 6)))


def joomla3(a):
    body = render(a, img='<p style="text-align: center;"><img src="/images/%d.jpg" alt="" /></p><p style="text-align: center;"><em>%s</em></p>')
    return page(a, ('', ''), '''<body class="site com_content view-article"><header class="header"><nav class="navigation"><ul class="nav menu">%s</ul></nav></header><main id="content" class="span9"><div class="item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header"><h1 itemprop="headline">%s</h1></div>
<dl class="article-info muted"><dd class="createdby" itemprop="author" itemscope>Viết bởi <span itemprop="name">%s</span></dd><dd class="published"><time datetime="%d-%02d-%02dT10:00:00+07:00" itemprop="datePublished">Ngày đăng: %s</time></dd><dd class="hits">Lượt xem: 152</dd></dl>
<div itemprop="articleBody"><p><strong>%s</strong></p>%s</div><ul class="pager pagenav"><li class="previous"><a href="/p">Trang trước</a></li><li class="next"><a href="/n">Trang sau</a></li></ul></div></main>
<div id="aside" class="span3"><div class="well"><h3 class="page-header">Tin mới nhất</h3><ul class="latestnews">%s</ul></div></div><footer class="footer"><p>&copy; 2019</p></footer></body>''' % (
        links(a, 5), a['title'], a['name'], a['year'], a['month'], a['day'], date(a), a['lead'], body, links(a, 5, 4)))


def joomla_k2(a):
    body = render(a, img='<p><img src="/media/k2/%d.jpg" /></p><p><em>%s</em></p>', h='<h4>%s</h4>')
    return page(a, ('', ''), '''<body><div id="ja-mainnav"><ul>%s</ul></div><div id="k2Container" class="itemView"><div class="itemHeader"><span class="itemDateCreated">%s</span><h1 class="itemTitle">%s</h1><span class="itemAuthor">Tác giả: <a rel="author" href="/u">%s</a></span></div>
<div class="itemToolbar"><ul><li><span class="itemTextResizerTitle">Cỡ chữ</span></li><li><a class="itemPrintLink" href="#"><span>In</span></a></li></ul></div>
<div class="itemBody"><div class="itemIntroText"><p>%s</p></div><div class="itemFullText">%s</div></div><div class="itemSocialSharing">Thích</div>
<div class="itemRelated"><h3>Bài liên quan (theo từ khóa)</h3><ul>%s</ul></div><div class="itemNavigation"><span class="itemNavigationTitle">Các tin khác:</span></div></div><div class="ja-copyright">Bản quyền 2013</div></body>''' % (
        links(a, 6), date(a), a['title'], a['name'], a['lead'], body, links(a, 5, 7)))


def drupal7(a):
    body = render(a, img='<p class="rtecenter"><img alt="" src="/sites/default/files/%d.jpg" /></p><p class="rtecenter"><em>%s</em></p>', h='<h3>%s</h3>')
    return page(a, ('', '<meta name="Generator" content="Drupal 7">'), '''<body class="html node-type-article"><div id="page"><div id="navigation"><ul id="main-menu">%s</ul></div><div id="main"><div id="content" class="column"><h1 class="title" id="page-title">%s</h1><div class="region region-content"><div class="node node-article">
<div class="submitted">Gửi bởi <span class="username">%s</span> vào ngày %s</div><div class="content clearfix"><div class="field field-name-field-sapo field-type-text-long"><div class="field-items"><div class="field-item even"><p>%s</p></div></div></div>
<div class="field field-name-body field-type-text-with-summary"><div class="field-items"><div class="field-item even">%s</div></div></div></div><ul class="links inline"><li><a href="/user/login">Đăng nhập</a> để gửi ý kiến</li></ul></div></div></div>
<div class="region-sidebar-second"><div class="block block-views"><h2>Đọc nhiều</h2><div class="view-content">%s</div></div></div></div><div id="footer">Tạp chí Khoa học phổ thông</div></div></body>''' % (
        links(a, 6), a['title'], a['name'], date(a), a['lead'], body, links(a, 6, 3, '<div class="views-row">', '</div>')))


def nukeviet(a):
    body = render(a, p='<p style="text-align: justify;">%s</p>', img='<div style="text-align:center"><img alt="" src="/uploads/news/%d.jpg" /><br  /><em>%s</em></div>', h='<p><strong>%s</strong></p>',
                  box='<p>&gt;&gt; <a href="/vi/news/1.html">%s</a></p>')
    return page(a, ('', '<meta name="generator" content="NukeViet v4.0">'), '''<body><nav class="second-nav"><ul class="breadcrumbs"><li><a href="/">Trang nhất</a></li><li><a href="/news">Tin Tức</a></li></ul></nav><div id="menusite"><ul>%s</ul></div><section><div class="news_column panel panel-default"><div class="panel-body">
<h1 class="title margin-bottom-lg">%s</h1><div class="row margin-bottom-lg"><div class="col-md-12"><span class="h5">Thứ hai - %s 09:12</span></div><div class="col-md-12"><ul class="list-inline text-right"><li><a href="#">In ra</a></li></ul></div></div>
<div class="clearfix"><div class="hometext m-bottom">%s</div></div><div id="news-bodyhtml" class="bodytext margin-bottom-lg">%s</div><div class="margin-bottom-lg"><p class="h5 text-right"><strong>Tác giả bài viết: </strong>%s</p></div></div></div>
<div class="news_column panel panel-default"><div class="panel-body"><div class="h5"><em class="fa fa-tags"></em><strong>Từ khóa: </strong><a href="/tag/a">địa phương</a></div></div></div>
<div class="news_column panel panel-default"><p class="h3"><strong>Những tin cũ hơn</strong></p><ul class="related">%s</ul></div></section><footer id="footer">Mã nguồn NukeViet CMS</footer></body>''' % (
        links(a, 6), a['title'], date(a), a['lead'], body, a['name'], links(a, 5, 5)))


# ---- newspapers ---------------------------------------------------------------------------------

def paper_fck(a):
    body = render(a, p='<p class="Normal">%s</p>', h='<p class="Normal"><strong>%s</strong></p>',
                  img='<table align="center" border="0" cellpadding="3" class="tplCaption"><tbody><tr><td><img src="/i/%d.jpg"/></td></tr><tr><td class="Image">%s</td></tr></tbody></table>',
                  box='<p class="Normal">&gt;&gt;Xem thêm: <a href="/x">%s</a></p>')
    return page(a, (' - Báo Mẫu Một', '<meta property="og:site_name" content="Báo Mẫu Một">'), '''<body><nav class="main-nav"><ul>%s</ul></nav><section class="page-detail"><div class="sidebar-1"><div class="header-content"><ul class="breadcrumb"><li><a href="/">Thời sự</a></li></ul><span class="date">Thứ ba, %s, 07:15 (GMT+7)</span></div>
<h1 class="title-detail">%s</h1><p class="description">%s</p><article class="fck_detail">%s<p class="author_mail" style="text-align:right;"><strong>%s</strong></p></article>
<div class="footer-content"><a href="/">Trở lại Thời sự</a></div><div class="box-category box-tinkhac"><h2>Tin khác</h2>%s</div></div>
<div class="sidebar-2"><div class="title-box">Xem nhiều</div>%s</div></section><footer class="footer">Báo điện tử. Giấy phép số 1/GP.</footer></body>''' % (
        links(a, 9), date(a), a['title'], a['lead'], body, a['name'], links(a, 4, 2, '<article class="item-news"><h3>', '</h3></article>'), links(a, 5, 8, '<article><h4>', '</h4></article>')))


def paper_vccorp(a):
    body = render(a, h='<h3>%s</h3>', img='<div class="VCSortableInPreviewMode" type="Photo"><div><img src="/p/%d.jpg" class="lightbox-content"/></div><div class="PhotoCMS_Caption"><p>%s</p></div></div>',
                  box='<div class="VCSortableInPreviewMode link-content-footer" type="RelatedOneNews"><a href="/z.htm">%s</a></div>')
    return page(a, ('', '<meta property="og:site_name" content="Báo Mẫu Hai">'), '''<body><div class="header__nav"><ul>%s</ul></div><div class="detail__main"><h1 class="detail-title article-title" data-role="title">%s</h1><div class="detail-info"><div class="detail-author" data-role="author">%s</div><div class="detail-time" data-role="publishdate">%s 10:22 GMT+7</div></div>
<h2 class="detail-sapo" data-role="sapo">%s</h2><div class="detail-cmain"><div class="detail-content afcbc-body" data-role="content">%s</div></div>
<div class="detail-tab"><a href="/tag">Trở thành người đầu tiên tặng sao cho bài viết</a></div><div class="detail__related"><div class="box-title">Tin liên quan</div>%s</div><div class="detail__comment"><h3>Bình luận (0)</h3></div></div>
<div class="detail__sub"><div class="box-title">Đọc nhiều</div>%s</div><div class="footer">Tòa soạn: 60 phố Mẫu</div></body>''' % (
        links(a, 9), a['title'], a['name'], date(a), a['lead'], body, links(a, 3, 1, '<div class="box-item"><h3>', '</h3></div>'), links(a, 4, 6, '<div class="box-item">', '</div>')))


def paper_div(a):
    body = render(a, p='<div>%s</div><div>&nbsp;</div>', h='<div><b>%s</b></div>', img='<div align="center"><img src="/d/%d.jpg"></div><div align="center"><i>%s</i></div>',
                  box='<div class="article-relate"><a href="/t">%s</a></div>', quote='<div><i>%s</i></div>')
    return page(a, ('', ''), '''<body><div id="mainmenu">%s</div><div id="left_calendar"><div class="ArticleDate">%s | 06:10</div><h1 class="ArticleTitle">%s</h1><div class="ArticleLead"><h2 class="Lead">%s</h2></div><div id="ArticleContent" class="ArticleContent">%s<div align="right"><b>%s</b></div></div>
<div class="boxRelated"><div class="boxTitle">Bài cùng chuyên mục</div><ul>%s</ul></div></div><div id="right"><div class="qc">Quảng cáo</div><ul>%s</ul></div><div id="bottom">Tổng biên tập: Trần Mẫu</div></body>''' % (
        links(a, 7, 0, '<a class="m">', '</a>'), date(a), a['title'], a['lead'], body, a['name'], links(a, 5, 2), links(a, 4, 9)))


def paper_columns(a):
    body = render(a, p='<p class="pBody">%s</p>', h='<p class="pSubTitle">%s</p>', img='<div class="image-wrap"><img src="/m/%d.jpg"><p class="pCaption">%s</p></div>',
                  box='<div class="tin-lien-quan-inline"><p>Tin liên quan</p><a href="/k">%s</a></div>')
    side = links(a, 4, 5, '<div class="item"><h3>', '</h3><p>Tin vắn trong ngày về đời sống.</p></div>')
    return page(a, ('', ''), '''<body><table class="khung"><tr><td colspan="2" class="menu">%s</td></tr><tr><td class="cot-phu" valign="top"><div class="tin-noi-bat">%s</div></td><td class="cot-chinh" valign="top"><div class="bai-viet"><h1 class="tieu-de">%s</h1><div class="thoi-gian">%s</div><div class="sapo"><p>%s</p></div><div class="noi-dung">%s</div><p class="tac-gia" style="text-align:right"><b>%s</b></p></div>
<div class="tin-cung-muc"><h4>Tin cùng chuyên mục</h4><ul>%s</ul></div></td></tr><tr><td colspan="2" class="chan">Tòa soạn và trị sự: 5 ngõ Mới</td></tr></table></body>''' % (
        links(a, 6, 0, '', ' | '), side, a['title'], date(a), a['lead'], body, a['name'], links(a, 5, 1)))


SHAPES = [sharepoint_tables, sharepoint_div, aspnet_font, aspnet_label, dnn_div, dnn_table, vnpt_portal, liferay, word_mso,
          frontpage, wp_flatsome, wp_classic, wp_elementor, joomla15, joomla3, joomla_k2, drupal7, nukeviet, paper_fck,
          paper_vccorp, paper_div, paper_columns]


def truth(a):
    out = ['# ' + a['title'], '# ' + a['name'], '# %d-%02d-%02d' % (a['year'], a['month'], a['day']), a['lead']]
    for kind, v in a['blocks']:
        if kind in ('p', 'h', 'quote'):
            out.append(v)
        elif kind == 'img':
            out.append('[' + v + ']')
        elif kind == 'ul':
            out += ['- ' + x for x in v]
        elif kind == 'table':
            out += [' | '.join(r) for r in v]
    return '\n'.join(out) + '\n'


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for i, shape in enumerate(SHAPES):
        for kind in range(3):
            a = article(i * 2 + kind * 5, kind)
            base = os.path.join(folder, '%s_%d' % (shape.__name__, kind))
            with open(base + '.html', 'w', encoding='utf-8') as f:
                f.write(shape(a))
            with open(base + '.txt', 'w', encoding='utf-8') as f:
                f.write(truth(a))


if __name__ == '__main__':
    main()
