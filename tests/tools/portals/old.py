#!/usr/bin/env python3
"""Writes pages in the shapes of portals of older make, with truth, as make.py does.

  old.py FOLDER [BATCH]

Each shape is a page of its own kind: nested layout tables, texts of <br> alone, print versions, pages
without <html>, fonts of older encodings, official documents, questions and answers.  Standard library
only; the same input gives the same pages.
"""
import os
import sys

from old_texts import CAPS, NEWS, OTHERS, SIDE
from texts import TEASERS

SHAPES = []


def shape(batch):
    def add(f):
        SHAPES.append((batch, f))
        return f
    return add


def others(k, form, start=0):
    return '\n'.join(form % {'t': t, 'd': d, 'i': 200 + i}
                     for i, (t, d) in enumerate((OTHERS + OTHERS)[start:start + k]))


def menu(sep, form='<a href="/?m=%d">%s</a>', k=9):
    return sep.join(form % (i, t) for i, t in enumerate(SIDE[:k]))


def lines(title, author, date, *blocks):
    return '\n'.join(['# ' + title, '# ' + author, '# ' + date] + list(blocks)) + '\n'


# ---- nested tables, 2002 to 2008 ------------------------------------------------------------------

@shape(1)
def asp_marquee(n=0):
    t, lead, p = NEWS[n]
    html = '''<HTML>
<HEAD>
<TITLE>Trang thong tin dien tu huyen Tan Lac</TITLE>
<META http-equiv="Content-Type" content="text/html; charset=utf-8">
<LINK href="css/style.css" rel="stylesheet" type="text/css">
</HEAD>
<BODY bgcolor="#FFFFFF" topmargin="0" leftmargin="0">
<TABLE width="778" border="0" align="center" cellpadding="0" cellspacing="0">
<TR><TD colspan="3"><IMG src="images/banner.gif" width="778" height="110"></TD></TR>
<TR><TD colspan="3" class="menungang">&nbsp;%s&nbsp;</TD></TR>
<TR><TD colspan="3"><MARQUEE scrollamount="3" onmouseover="this.stop()" onmouseout="this.start()"><FONT color="#FF0000">Chào mừng quý vị đến với Trang thông tin điện tử huyện Tân Lạc - Đường dây nóng phòng chống dịch: 0218.3.834.000</FONT></MARQUEE></TD></TR>
<TR><TD width="160" valign="top"><TABLE width="100%%">%s</TABLE>
<TABLE width="100%%"><TR><TD class="tieude">Liên kết website</TD></TR><TR><TD><SELECT name="lk"><OPTION>Cổng TTĐT Chính phủ</OPTION><OPTION>Cổng TTĐT tỉnh</OPTION></SELECT></TD></TR></TABLE></TD>
<TD width="458" valign="top">
<TABLE width="100%%" cellpadding="3"><TR><TD class="duongdan"><A href="default.asp">Trang chủ</A> &gt;&gt; <A href="tin.asp?cid=3">Kinh tế</A></TD></TR>
<TR><TD class="TieuDeTin"><B>%s</B></TD></TR>
<TR><TD class="NgayDang"><I>Ngày đăng: 13/03/2012 08:15:22 SA</I></TD></TR>
<TR><TD class="TrichYeu"><B>%s</B></TD></TR>
<TR><TD class="NoiDung" align="justify">
<TABLE border="0" align="right" width="210"><TR><TD><IMG src="upload/2012/hn_han.jpg" width="200" height="150"></TD></TR><TR><TD align="center"><FONT size="1">%s</FONT></TD></TR></TABLE>
%s<BR><BR>%s<BR><BR>%s<BR><BR>%s<BR><BR>%s</TD></TR>
<TR><TD align="right"><B>Thu Hằng</B></TD></TR>
<TR><TD align="right"><A href="javascript:history.back()">[Trở về]</A>&nbsp;<A href="in.asp?id=77">[In trang]</A>&nbsp;<A href="gui.asp?id=77">[Gửi email]</A></TD></TR>
<TR><TD><B>Các tin khác</B></TD></TR>%s
</TABLE></TD>
<TD width="160" valign="top"><TABLE><TR><TD class="tieude">Thông báo</TD></TR>%s<TR><TD>Số lượt truy cập</TD></TR><TR><TD>1 245 887</TD></TR></TABLE></TD></TR>
<TR><TD colspan="3" align="center" class="chan">Bản quyền thuộc UBND huyện Tân Lạc. Địa chỉ: Thị trấn Mường Khến - Điện thoại: 0218.3834.123<BR>Giấy phép số 05/GP-STTTT cấp ngày 12/6/2009</TD></TR>
</TABLE></BODY></HTML>
''' % (menu('&nbsp;|&nbsp;'), ''.join('<TR><TD><IMG src="images/muiten.gif"> <A href="?m=%d">%s</A></TD></TR>' % x for x in enumerate(SIDE)),
       t, lead, CAPS[0], *p, others(5, '<TR><TD><IMG src="images/dot.gif"> <A href="tin.asp?id=%(i)d">%(t)s</A> <I>(%(d)s)</I></TD></TR>\n'),
       others(3, '<TR><TD>- <A href="tb.asp?id=%(i)d">%(t)s</A></TD></TR>', 4))
    return html, lines(t, 'Thu Hằng', '2012-03-13', lead, '[' + CAPS[0] + ']', *p)


@shape(1)
def domino(n=1):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html><head><title>%s</title>
<script language="JavaScript" type="text/javascript">
<!--
function _doClick(v, o, t) { return true; }
// -->
</script></head>
<body text="#000000" bgcolor="#FFFFFF">
<form method="post" action="/web/tintuc.nsf/0/5A1?OpenDocument" name="_TinTuc">
<input type="hidden" name="__Click" value="0">
<table width="100%%" border="0" cellspacing="0" cellpadding="0"><tr valign="top"><td width="100%%" colspan="3"><img src="/web/tintuc.nsf/banner?OpenImageResource" width="1000" height="120"></td></tr>
<tr valign="top"><td width="20%%"><table border="0">%s</table></td>
<td width="60%%"><table width="100%%" border="0"><tr><td><b><font size="4" color="#800000" face="Times New Roman">%s</font></b></td></tr>
<tr><td><font size="1" color="#808080" face="Arial">Cập nhật lúc 10:20 - 15/07/2011</font></td></tr>
<tr><td><br><b><font size="2" face="Arial">%s</font></b><br>
<br>
<div align="justify"><font size="2" face="Arial">%s</font></div><br>
<div align="justify"><font size="2" face="Arial">%s</font></div><br>
<div align="center"><img src="/web/tintuc.nsf/0/5A1/NoiDung/0.84A?OpenElement&amp;FieldElemFormat=jpg" width="400" height="280"><br>
<i><font size="2" face="Arial">%s</font></i></div><br>
<div align="justify"><font size="2" face="Arial">%s</font></div><br>
<div align="justify"><font size="2" face="Arial">%s</font></div><br>
<div align="justify"><font size="2" face="Arial">%s</font></div><br>
<div align="right"><b><font size="2" face="Arial">Đức Thịnh</font></b></div></td></tr>
<tr><td><hr width="100%%" size="1" align="left"><b><font size="2" color="#0000FF" face="Arial">Các tin đã đưa ngày</font></b> <input name="ngay" value="15/07/2011"> <input type="button" value="Xem"><br>
%s</td></tr></table></td>
<td width="20%%"><font size="2" face="Arial">Số người truy cập: 845.112<br>Đang trực tuyến: 14</font></td></tr>
<tr><td colspan="3"><div align="center"><font size="1" face="Arial">© Công an thị xã. Trưởng ban biên tập: Thượng tá Lê Văn Cường</font></div></td></tr></table></form></body></html>
''' % (t, ''.join('<tr><td><a href="/web/tintuc.nsf/v%d?OpenView"><font size="2" face="Arial">%s</font></a></td></tr>' % x for x in enumerate(SIDE)),
       t, lead, p[0], p[1], CAPS[4], p[2], p[3], p[4],
       others(5, '<font size="2" face="Arial">+ <a href="/web/tintuc.nsf/0/%(i)d?OpenDocument">%(t)s</a> (%(d)s)</font><br>', 1))
    return html, lines(t, 'Đức Thịnh', '2011-07-15', lead, p[0], p[1], '[' + CAPS[4] + ']', *p[2:])


@shape(1)
def phpnuke(n=2):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html>
<head><title>Sở Y tế Nghệ An - Tin tức</title>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<META NAME="GENERATOR" CONTENT="PHP-Nuke Copyright (c) 2005 by Francisco Burzi. This is free software.">
</head>
<body bgcolor="#505050" text="#000000" link="#363636">
<br><table cellpadding="0" cellspacing="0" width="750" border="0" align="center" bgcolor="#ffffff"><tr><td bgcolor="#ffffff"><img src="themes/x/logo.gif"></td>
<td align="center"><form action="modules.php?name=Search" method="post"><font class="content">Tìm kiếm <input type="text" name="query" size="14"></font></form></td></tr></table>
<table cellpadding="0" cellspacing="0" width="750" border="0" align="center"><tr><td nowrap><font class="content">Xin chào, Khách! <a href="modules.php?name=Your_Account">Đăng ký thành viên</a></font></td><td align="right"><font class="content"><b>17-09-2010</b></font></td></tr></table>
<table width="750" align="center"><tr valign="top"><td width="138">
<table border="0" cellpadding="1" width="138"><tr><td class="boxtitle"><font class="boxtitle"><b>Danh mục</b></font></td></tr><tr><td><strong><big>&middot;</big></strong>&nbsp;%s</td></tr></table></td>
<td width="100%%">
<table border="0" cellpadding="0" cellspacing="0" width="100%%"><tr><td>
<table border="0" cellpadding="3" cellspacing="1" width="100%%"><tr><td>
<font class="option"><b>%s</b></font><br><font class="content">Gửi bởi: <b>Hoàng Yến</b> vào lúc Thứ sáu, 17/09/2010 - 09:41 AM (Đã xem: 512 lần)</font><br><br>
<font class="content"><b>%s</b><br><br>%s<br><br>%s<br><br>%s<br><br>%s<br><br>%s</font>
</td></tr></table></td></tr></table><br>
<center><font class="content">[ <a href="print.php?sid=41">Trang in</a> | <a href="friend.php?sid=41">Gửi bài viết cho bạn bè</a> ]</font></center><br>
<table border="0" width="100%%"><tr><td class="boxtitle"><b>Đánh giá bài viết</b></td></tr><tr><td><center>Điểm trung bình: <b>4.5</b><br>Số lần bình chọn: <b>2</b><br><img src="images/stars-4.gif"></center></td></tr></table>
<table border="0" width="100%%"><tr><td class="boxtitle"><b>Liên quan</b></td></tr><tr><td>%s</td></tr></table>
<center><font class="content">Bạn phải <a href="modules.php?name=Your_Account">đăng nhập</a> để gửi ý kiến</font></center></td></tr></table>
<center><font class="footmsg">Tất cả logo và nhãn hiệu trong trang này thuộc quyền sở hữu của chủ nhân.<br>Thời gian tạo trang: 0.12 giây</font></center></body></html>
''' % (menu('<br>\n<strong><big>&middot;</big></strong>&nbsp;', '<a href="modules.php?name=M%d">%s</a>'), t, lead, *p,
       others(5, '<strong><big>&middot;</big></strong>&nbsp;<a href="modules.php?name=News&sid=%(i)d">%(t)s</a> [%(d)s]<br>', 2))
    return html, lines(t, 'Hoàng Yến', '2010-09-17', lead, *p)


@shape(1)
def print_version(n=3):
    t, lead, p = NEWS[n]
    html = '''<html><head><title>%s</title><meta http-equiv="content-type" content="text/html; charset=UTF-8"><style>body{font-family:Tahoma;font-size:10pt}</style></head>
<body onload="window.print()">
<table width="640" align="center"><tr><td><img src="/images/logo_print.gif"></td><td align="right">Thứ sáu, 20/05/2011, 15:02 (GMT+7)</td></tr></table>
<hr width="640">
<div style="width:640px;margin:auto">
<h3>%s</h3>
<b>%s</b>
<p>%s</p><p>%s</p>
<center><table width="300"><tr><td><img src="/files/co.jpg"/></td></tr><tr><td><i>%s</i></td></tr></table></center>
<p>%s</p><p>%s</p>
<p align="right"><b>Minh Quân</b></p>
<hr>
<i>Bài viết này được in từ: http://www.thethao.example.vn/tin/123/</i><br>
<a href="javascript:window.close()">Đóng cửa sổ</a> | <a href="javascript:window.print()">In ra giấy</a>
</div></body></html>
''' % (t, t, lead, p[0], p[1], CAPS[3], p[2], p[3])
    return html, lines(t, 'Minh Quân', '2011-05-20', lead, p[0], p[1], '[' + CAPS[3] + ']', p[2], p[3])


@shape(1)
def fragment_spans(n=4):
    t, lead, p = NEWS[n]
    html = '''<table width="100%%" border="0" cellspacing="0" cellpadding="5">
<tr><td><span style="FONT-WEIGHT: bold; FONT-SIZE: 14pt; COLOR: #c00000">%s</span><br>
<span style="FONT-SIZE: 8pt; COLOR: gray">(Cập nhật: 01/03/2013 - Lượt xem: 1234)</span></td></tr>
<tr><td><span style="FONT-WEIGHT: bold; FONT-SIZE: 10pt">%s</span></td></tr>
<tr><td align="justify">
<span style="FONT-SIZE: 10pt; FONT-FAMILY: Arial">&nbsp;&nbsp;&nbsp; %s</span><br>
<span style="FONT-SIZE: 10pt; FONT-FAMILY: Arial">&nbsp;&nbsp;&nbsp; %s</span><br>
<span style="FONT-SIZE: 10pt; FONT-FAMILY: Arial">&nbsp;&nbsp;&nbsp; %s</span><br>
<span style="FONT-SIZE: 10pt; FONT-FAMILY: Arial">&nbsp;&nbsp;&nbsp; %s</span><br>
<span style="FONT-SIZE: 10pt; FONT-FAMILY: Arial">&nbsp;&nbsp;&nbsp; %s</span><br>
</td></tr>
<tr><td align="right"><span style="FONT-WEIGHT: bold">Tác giả: Lê Quang Vinh</span></td></tr>
<tr><td><b>TIN LIÊN QUAN:</b><br>%s</td></tr>
</table>
''' % (t, lead, *p, others(4, '&nbsp;&nbsp;- <a href="?id=%(i)d">%(t)s</a> (%(d)s)<br>\n', 3))
    return html, lines(t, 'Lê Quang Vinh', '2013-03-01', lead, *p)


def tcvn3(s):
    """The text in bytes of TCVN3, shown as Windows-1252: what a page of .VnTime holds when it is UTF-8."""
    table = {}
    for line in open(os.path.join(os.path.dirname(__file__), '../../../filters/encodings/tcvn3.tsv'), encoding='utf-8'):
        f = line.rstrip('\n').split('\t')
        if len(f) >= 2 and not line.startswith('#'):
            try:
                table.setdefault(chr(int(f[1].replace('U+', ''), 16)), bytes([int(f[0], 16)]).decode('cp1252'))
            except (ValueError, UnicodeDecodeError):
                pass
    return ''.join(table.get(c, table.get(c.lower(), c)) for c in s)


@shape(1)
def vntime(n=5):
    t, lead, p = NEWS[n]
    html = '''<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>%s - Sở Văn hóa, Thể thao và Du lịch</title></head>
<body><table width="1000" align="center"><tr><td colspan="2"><img src="img/top.jpg"></td></tr>
<tr><td class="menu" colspan="2">%s</td></tr>
<tr><td width="220" valign="top"><b>Tin mới</b><br>%s</td>
<td valign="top"><div class="tieude">%s</div><div class="ngaythang">Thứ ba, 14/08/2007 - 07:30</div>
<div class="tomtat">%s</div>
<div class="noidung">%s
<P class=MsoNormal style="TEXT-ALIGN: right"><B><SPAN style="FONT-FAMILY: .VnTime">%s</SPAN></B></P></div>
<div class="quaylai"><a href="#" onclick="history.go(-1)">Quay lại</a> | <a href="#top">Đầu trang</a></div></td></tr>
<tr><td colspan="2" align="center">Thiết kế và xây dựng: Trung tâm CNTT - Điện thoại: (04) 38 222 333</td></tr></table></body></html>
''' % (t, menu(' <span>|</span> '), others(5, '• <a href="?n=%(i)d">%(t)s</a><br>'), t, lead,
       '\n'.join('<P class=MsoNormal style="MARGIN: 6pt 0cm; TEXT-INDENT: 1cm; TEXT-ALIGN: justify"><SPAN style="FONT-SIZE: 13pt; FONT-FAMILY: .VnTime">%s<?xml:namespace prefix = o ns = "urn:schemas-microsoft-com:office:office" /><o:p></o:p></SPAN></P>' % tcvn3(x) for x in p),
       tcvn3('Trần Hải'))
    return html, lines(t, 'Trần Hải', '2007-08-14', lead, *p)


@shape(1)
def decision(n=0):
    html = '''<html><head><meta charset="utf-8"><title>Chi tiết văn bản</title></head><body>
<div id="header"><img src="/b.png"></div><div class="menu-top">%s</div>
<div class="left"><h3>Loại văn bản</h3><ul><li><a href="/vb/1">Quyết định</a></li><li><a href="/vb/2">Công văn</a></li><li><a href="/vb/3">Thông báo</a></li></ul></div>
<div class="content"><div class="title-vb"><h2>Quyết định về việc ban hành Quy chế quản lý chợ trên địa bàn huyện</h2></div>
<div class="toolbar"><a href="/tai/15.doc">Tải về</a> | <a href="#">Bản in</a></div>
<div class="Section1">
<table class="MsoNormalTable" border="0" cellspacing="0" cellpadding="0"><tr>
<td width="223" valign="top"><p class="MsoNormal" align="center"><b>ỦY BAN NHÂN DÂN<br>HUYỆN TÂN LẠC<o:p></o:p></b></p></td>
<td width="367" valign="top"><p class="MsoNormal" align="center"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc<o:p></o:p></b></p></td></tr>
<tr><td valign="top"><p class="MsoNormal" align="center">Số: 27/2012/QĐ-UBND<o:p></o:p></p></td>
<td valign="top"><p class="MsoNormal" align="center"><i>Tân Lạc, ngày 16 tháng 4 năm 2012<o:p></o:p></i></p></td></tr></table>
<p class="MsoNormal" align="center"><b>QUYẾT ĐỊNH</b></p>
<p class="MsoNormal" align="center"><b>Về việc ban hành Quy chế quản lý chợ trên địa bàn huyện</b></p>
<p class="MsoNormal" align="center"><b>ỦY BAN NHÂN DÂN HUYỆN</b></p>
<p class="MsoNormal">Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26/11/2003;</p>
<p class="MsoNormal">Căn cứ Nghị định số 02/2003/NĐ-CP ngày 14/01/2003 của Chính phủ về phát triển và quản lý chợ;</p>
<p class="MsoNormal">Xét đề nghị của Trưởng phòng Kinh tế và Hạ tầng huyện,</p>
<p class="MsoNormal" align="center"><b>QUYẾT ĐỊNH:</b></p>
<p class="MsoNormal"><b>Điều 1.</b> Ban hành kèm theo Quyết định này Quy chế quản lý chợ trên địa bàn huyện Tân Lạc.</p>
<p class="MsoNormal"><b>Điều 2.</b> Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký và thay thế Quyết định số 11/2007/QĐ-UBND ngày 03/5/2007.</p>
<p class="MsoNormal"><b>Điều 3.</b> Chánh Văn phòng HĐND và UBND huyện, thủ trưởng các phòng, ban, chủ tịch UBND các xã, thị trấn chịu trách nhiệm thi hành Quyết định này./.</p>
<table class="MsoNormalTable" border="0"><tr><td valign="top"><p class="MsoNormal"><b><i>Nơi nhận:</i></b><br>- Như Điều 3;<br>- Thường trực Huyện ủy;<br>- Lưu: VT.</p></td>
<td valign="top"><p class="MsoNormal" align="center"><b>TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH</b></p><p class="MsoNormal" align="center"><i>(Đã ký)</i></p><p class="MsoNormal" align="center"><b>Đinh Công Sứ</b></p></td></tr></table>
</div>
<div class="vb-lienquan"><h3>Văn bản khác</h3><ul>%s</ul></div></div>
<div id="footer">Cổng thông tin điện tử huyện. Chịu trách nhiệm: Văn phòng HĐND và UBND huyện</div></body></html>
''' % (menu(' | '), others(4, '<li><a href="/vb/%(i)d">%(t)s</a> (%(d)s)</li>', 2))
    t = 'Quyết định về việc ban hành Quy chế quản lý chợ trên địa bàn huyện'
    return html, lines(t, '', '2012-04-16',
                       'ỦY BAN NHÂN DÂN HUYỆN TÂN LẠC', 'Số: 27/2012/QĐ-UBND',
                       'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc', 'Tân Lạc, ngày 16 tháng 4 năm 2012',
                       'QUYẾT ĐỊNH', 'Về việc ban hành Quy chế quản lý chợ trên địa bàn huyện', 'ỦY BAN NHÂN DÂN HUYỆN',
                       'Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26/11/2003;',
                       'Căn cứ Nghị định số 02/2003/NĐ-CP ngày 14/01/2003 của Chính phủ về phát triển và quản lý chợ;',
                       'Xét đề nghị của Trưởng phòng Kinh tế và Hạ tầng huyện,', 'QUYẾT ĐỊNH:',
                       'Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý chợ trên địa bàn huyện Tân Lạc.',
                       'Điều 2. Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký và thay thế Quyết định số 11/2007/QĐ-UBND ngày 03/5/2007.',
                       'Điều 3. Chánh Văn phòng HĐND và UBND huyện, thủ trưởng các phòng, ban, chủ tịch UBND các xã, thị trấn chịu trách nhiệm thi hành Quyết định này.',
                       'Nơi nhận:', '- Như Điều 3;', '- Thường trực Huyện ủy;', '- Lưu: VT.',
                       'TM. ỦY BAN NHÂN DÂN CHỦ TỊCH', '(Đã ký)', 'Đinh Công Sứ')


@shape(1)
def sharepoint2007(n=6):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" dir="ltr"><head><meta name="GENERATOR" content="Microsoft SharePoint"/><meta http-equiv="Content-type" content="text/html; charset=utf-8"/><title>
	Chi tiết tin
</title></head><body scroll="yes"><form name="aspnetForm" method="post" action="chitiet.aspx?ItemID=88" id="aspnetForm"><div><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUBMA9k"/></div>
<table cellpadding="0" cellspacing="0" width="100%%" class="ms-main"><tr><td class="ms-globalTitleArea"><div class="banner"></div></td></tr>
<tr><td><table id="zz1_TopNavigationMenu" class="ms-topNavContainer zz1_TopNavigationMenu_5"><tr>%s</tr></table></td></tr>
<tr><td><table width="100%%"><tr><td valign="top" width="200"><table class="ms-navSubMenu1">%s</table></td>
<td valign="top"><table width="100%%" cellpadding="0"><tr><td id="MSOZoneCell_WebPartWPQ2" vAlign="top"><table TOPLEVEL border="0" cellpadding="0" cellspacing="0" width="100%%"><tr><td><div WebPartID="00" HasPers="false" id="WebPartWPQ2" width="100%%" class="ms-WPBody" allowDelete="false" style="" ><div id="ctl00_m_g_1">
<div class="tieudechitiet">%s</div><div class="ngaycapnhat">(06/06/2012 02:18 PM)</div>
<div class="motachitiet"><img src="/Lists/TinTuc/Attachments/88/ray.jpg" class="anhdaidien" width="180" align="left"/>%s</div>
<div class="noidungchitiet"><div class="ExternalClassA1B2C3"><div style="text-align:justify">%s</div><div style="text-align:justify">%s</div>
<div style="text-align:justify"><strong>Ngưỡng phun thuốc</strong></div>
<div style="text-align:justify">%s</div><div style="text-align:justify">%s</div><div style="text-align:justify">%s</div>
<div style="text-align:right"><strong>KS. Võ Thị Nga</strong></div></div></div>
<div class="nguon">Lượt người xem:&nbsp; 306</div></div></div></td></tr></table></td></tr>
<tr><td><div class="ms-WPBody"><div class="tinlq"><span>Các tin đã đăng:</span><ul>%s</ul></div></div></td></tr></table></td></tr></table></td></tr>
<tr><td class="footer">CỔNG THÔNG TIN ĐIỆN TỬ TỈNH ĐỒNG XUÂN<br/>Đơn vị quản lý: Sở Thông tin và Truyền thông. Số điện thoại: 057.3.811.811 - Fax: 057.3.811.812</td></tr></table></form></body></html>
''' % (''.join('<td class="ms-topnav"><a href="/%d">%s</a></td>' % x for x in enumerate(SIDE[:6])),
       ''.join('<tr><td class="ms-navitem"><a href="/l%d">%s</a></td></tr>' % x for x in enumerate(TEASERS[:5])),
       t, lead, *p, others(5, '<li><a href="chitiet.aspx?ItemID=%(i)d">%(t)s</a> <span class="date">(%(d)s)</span></li>', 2))
    return html, lines(t, 'KS. Võ Thị Nga', '2012-06-06', lead, p[0], p[1], 'Ngưỡng phun thuốc', *p[2:])


@shape(1)
def forum_portal(n=7):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xml:lang="en" lang="en" xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title>Cao đẳng Sư phạm -> %s</title></head>
<body><div id="ipbwrapper"><div id="logostrip"><a href="index.php"><img src="logo.gif" alt="IPB"/></a></div>
<div id="submenu"><a href="index.php?act=Help">Trợ giúp</a> <a href="index.php?act=Search">Tìm kiếm</a> <a href="index.php?act=Members">Thành viên</a> <a href="index.php?act=calendar">Lịch</a></div>
<div id="userlinks"><p class="home"><b>Chào khách</b> ( <a href="index.php?act=Login">Đăng nhập</a> | <a href="index.php?act=Reg">Đăng ký</a> )</p></div>
<div id="navstrip"><img src="nav.gif" alt="&gt;"/>&nbsp;<a href="index.php?">Cao đẳng Sư phạm</a>&nbsp;&gt;&nbsp;<a href="?c=1">Tin Đoàn</a></div>
<table width="100%%" border="0" cellspacing="6"><tr><td width="20%%" valign="top"><div class="borderwrap"><div class="maintitle">Chuyên mục</div><div class="tablepad">%s</div></div></td>
<td valign="top"><div class="borderwrap"><div class="maintitle"><img src="m.gif" alt="&gt;"/>&nbsp;<a href="?showtopic=9">%s</a></div>
<table class="ipbtable" cellspacing="1"><tr><td class="row2" width="100%%"><span class="postdetails">Đăng bởi <b><a href="?showuser=4">Lê Thanh Hòa</a></b> ngày 18/06/2009, 10:42 AM</span></td></tr>
<tr><td class="post1"><div class="postcolor"><b>%s</b><br /><br />%s<br /><br />%s<br /><br /><img src="http://i1.example.com/ms1.jpg" border="0" alt="Hình ảnh" /><br /><i>%s</i><br /><br />%s<br /><br />%s<br /><br />%s</div></td></tr>
<tr><td class="formbuttonrow">Lượt xem: 890 &middot; <a href="?showtopic=9">Bình luận (3)</a> &middot; <a href="?act=Print">Bản in</a></td></tr></table></div><br/>
<div class="borderwrap"><div class="maintitle">Bài viết mới</div><table class="ipbtable">%s</table></div></td></tr></table>
<div align="center" class="copyright">Powered By IP.Board 2.1 &copy; 2009 IPS, Inc.</div></div></body></html>
''' % (t, menu('<br/>', k=7), t, lead, p[0], p[1], CAPS[5], *p[2:], others(4, '<tr><td class="row1"><a href="?showtopic=%(i)d">%(t)s</a></td><td class="row2">%(d)s</td></tr>'))
    return html, lines(t, 'Lê Thanh Hòa', '2009-06-18', lead, p[0], p[1], '[' + CAPS[5] + ']', *p[2:])


@shape(1)
def school(n=8):
    t, lead, p = NEWS[n]
    html = '''<html xmlns="http://www.w3.org/1999/xhtml"><head><title>%s - Website Trường THPT Nguyễn Trãi</title><meta http-equiv="content-type" content="text/html; charset=utf-8" /></head>
<body><div id="toolbar"><a href="/">violet.example.vn</a> <a href="/signin">Đăng nhập</a> / <a href="/register">Đăng ký</a></div>
<table id="main" width="100%%"><tr><td id="leftcol"><div class="widget"><div class="wtitle">Tài nguyên dạy học</div><div>%s</div></div><div class="widget"><div class="wtitle">Hỗ trợ trực tuyến</div><div>(Thầy Tuấn)</div></div>
<div class="widget"><div class="wtitle">Điều tra ý kiến</div><div>Bạn thấy trang này như thế nào?<br/>Đẹp<br/>Bình thường<br/>Ý kiến khác</div></div></td>
<td id="centercol"><div class="breadcrumb"><a href="/">Gốc</a> &gt; <a href="/tb">Thông báo</a> &gt;</div>
<div class="entry"><div class="entrytitle">%s</div><div class="entrydesc"><b>%s</b></div>
<div class="entrybody"><p>%s</p><p>%s</p><table border="1" cellpadding="4"><tr><td><b>Môn thi</b></td><td><b>Ngày</b></td><td><b>Giờ làm bài</b></td></tr><tr><td>Ngữ văn</td><td>20/6</td><td>7h30</td></tr><tr><td>Toán</td><td>20/6</td><td>14h00</td></tr><tr><td>Tiếng Anh</td><td>21/6</td><td>7h30</td></tr></table><p>%s</p><p>%s</p>
<p style="text-align:right"><strong>BAN GIÁM HIỆU</strong></p></div>
<div class="entryinfo">Nhắn tin cho tác giả<br/>Nguyễn Văn Tuấn @ 08:21 02/05/2013<br/>Số lượt xem: 2771</div>
<div class="entrytools"><img src="star.gif"/> Số lượt thích: 0 người</div></div>
<div id="comments">Avatar<br/>Thưa thầy, trường có tuyển học sinh tỉnh khác không ạ?</div></td></tr></table>
<div id="bottom">Bản quyền thuộc về Trường THPT Nguyễn Trãi</div></body></html>
''' % (t, menu('<br/>', k=6), t, lead, *p)
    return html, lines(t, 'BAN GIÁM HIỆU', '2013-05-02', lead, p[0], p[1], 'Môn thi | Ngày | Giờ làm bài', 'Ngữ văn | 20/6 | 7h30', 'Toán | 20/6 | 14h00', 'Tiếng Anh | 21/6 | 7h30', p[2], p[3])


def vni(s):
    """The text in VNI-Times: a mark is a byte of its own behind the vowel; shown as Windows-1252."""
    table = {}
    for line in open(os.path.join(os.path.dirname(__file__), '../../../filters/encodings/vni-win.tsv'), encoding='utf-8'):
        f = line.rstrip('\n').split('\t')
        if len(f) >= 2 and not line.startswith('#'):
            try:
                table.setdefault(chr(int(f[1].replace('U+', ''), 16)), bytes.fromhex(f[0].replace(' ', '')).decode('cp1252'))
            except (ValueError, UnicodeDecodeError):
                pass
    return ''.join(table.get(c, c) for c in s)


@shape(2)
def joomla10(n=9):
    t, lead, p = NEWS[n]
    html = '''<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>Hội Nông dân Bình Thuận - %s</title><meta name="Generator" content="Joomla! - Copyright (C) 2005 - 2006 Open Source Matters. All rights reserved." /></head>
<body><div align="center"><table border="0" cellpadding="0" cellspacing="0" width="808"><tr><td class="outline"><div id="buttons_outer"><div id="buttons"><ul id="mainlevel-nav">%s</ul></div></div>
<div id="search_outer"><form action="index.php" method="post"><div class="search"><input alt="search" class="inputbox" type="text" name="searchword" value="tìm kiếm..." /></div></form></div>
<div id="left_outer"><table cellpadding="0" cellspacing="0" class="moduletable"><tr><th valign="top">Menu chính</th></tr><tr><td><table width="100%%">%s</table></td></tr></table>
<table class="moduletable"><tr><th>Đăng nhập</th></tr><tr><td><form action="index.php"><label>Tên truy cập</label><br/><input type="text"/><br/>Mật khẩu<br/><input type="password"/><br/><a href="index.php?task=lostPassword">Quên mật khẩu?</a></form></td></tr></table></div>
<div id="content_outer"><div id="pathway_text"><span class="pathway"><a href="index.php" class="pathway">Trang chủ</a> <img src="images/M_images/arrow.png" alt="arrow" /> <a href="#" class="pathway">Tin trong tỉnh</a> <img src="images/M_images/arrow.png" alt="arrow" /> %s</span></div>
<table class="contentpaneopen"><tr><td class="contentheading" width="100%%">%s</td><td align="right" width="100%%" class="buttonheading"><a href="index2.php?do_pdf=1"><img src="images/M_images/pdf_button.png" alt="PDF" /></a></td><td class="buttonheading"><a href="index2.php?pop=1"><img src="images/M_images/printButton.png" alt="In" /></a></td></tr></table>
<table class="contentpaneopen"><tr><td width="70%%" align="left" valign="top" colspan="2"><span class="small">Người viết Nguyễn Vũ</span>&nbsp;&nbsp;</td></tr>
<tr><td valign="top" colspan="2" class="createdate">Thứ hai, 08 Tháng 6 2009</td></tr>
<tr><td valign="top" colspan="2"><strong>%s<br /></strong><br />%s<br /><br />%s<br /><br /><img src="images/stories/thanhlong.jpg" alt="" width="300" /><br /><em>%s</em><br /><br />%s<br /><br />%s<br /><br />%s</td></tr>
<tr><td colspan="2" align="left" class="modifydate">Cập nhật ngày ( Thứ ba, 09 Tháng 6 2009 )</td></tr></table>
<table align="center" style="margin-top: 25px;"><tr><th class="pagenav_prev"><a href="#">&lt; Trước</a></th><td width="50">&nbsp;</td><th class="pagenav_next"><a href="#">Tiếp &gt;</a></th></tr></table><div class="back_button"><a href="javascript:history.go(-1)">[ Quay lại ]</a></div></div>
<div id="right_outer"><table class="moduletable"><tr><th>Tin mới nhất</th></tr><tr><td><ul class="latestnews">%s</ul></td></tr></table><table class="moduletable"><tr><th>Ai đang trực tuyến</th></tr><tr><td>Hiện có 5&nbsp;khách trực tuyến</td></tr></table></div>
<div id="copy_inner">(C) 2009 Hội Nông dân tỉnh Bình Thuận<br /><a href="http://www.joomla.org">Joomla!</a> là phần mềm tự do phát hành theo giấy phép GNU/GPL.</div></td></tr></table></div></body></html>
''' % (t, menu('', '<li><a href="?m=%d" class="mainlevel-nav">%s</a></li>', 6), menu('', '<tr><td><a href="?m=%d" class="mainlevel">%s</a></td></tr>', 7), t, t, lead, p[0], p[1], CAPS[3], *p[2:],
       others(5, '<li class="latestnews"><a href="?id=%(i)d" class="latestnews">%(t)s</a></li>'))
    return html, lines(t, 'Nguyễn Vũ', '2009-06-08', lead, p[0], p[1], '[' + CAPS[3] + ']', *p[2:])


@shape(2)
def vni_frame(n=4):
    t, lead, p = NEWS[n]
    f = '<p align="justify"><font face="VNI-Times" size="3">%s</font></p>'
    html = '''<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="GENERATOR" content="Microsoft FrontPage 4.0">
<title>New Page 1</title>
<base target="main">
</head>
<body background="nen.jpg">
<p align="center"><b><font face="VNI-Times" size="5" color="#0000FF">%s</font></b></p>
<p align="center"><i><font face="VNI-Times" size="2">%s</font></i></p>
<p align="justify"><b><font face="VNI-Times" size="3">%s</font></b></p>
%s
<p align="center"><img border="0" src="images/dh1.jpg" width="420" height="300"><br>
<i><font face="VNI-Times" size="2">%s</font></i></p>
%s
<p align="right"><b><font face="VNI-Times" size="3">%s</font></b></p>
<p align="center"><a href="index.htm" target="_top"><font face="VNI-Times">%s</font></a>&nbsp;&nbsp; <a href="tin.htm"><font face="VNI-Times">%s</font></a></p>
</body>
</html>
''' % (vni(t), vni('Ngày 01 tháng 3 năm 2004'), vni(lead), '\n'.join(f % vni(x) for x in p[:2]), vni(CAPS[5]), '\n'.join(f % vni(x) for x in p[2:]), vni('Mai Thanh'), vni('Trang chủ'), vni('Trở về'))
    return html, lines(t, 'Mai Thanh', '2004-03-01', lead, p[0], p[1], '[' + CAPS[5] + ']', *p[2:])


@shape(2)
def epi_paper(n=5):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>%s - Văn hóa - Báo Kinh Bắc Online</title><meta name="description" content="%s" /></head>
<body><div class="wrapper"><div class="header"><div class="logo"><a href="/"><img src="/logo.png"/></a></div><div class="datetime">Thứ bảy, 24/11/2012</div><ul class="mainmenu">%s</ul></div>
<div class="content clearfix"><div class="col-left"><div class="ArticleContent"><div class="cate"><a href="/vanhoa">Văn hóa</a></div>
<p class="pSuperTitle">Bảo tồn di sản</p><p class="pTitle">%s</p><div class="info"><span class="date">10/10/2012 07:15</span><span class="size"><a href="#">A-</a><a href="#">A+</a></span></div>
<p class="pHead">%s</p>
<table align="center" border="0" cellpadding="3" cellspacing="0" class="tLegend"><tbody><tr><td><img src="/dataimages/201210/dinh.jpg" /></td></tr><tr><td class="pCaption">%s</td></tr></tbody></table>
<p class="pBody">%s</p><p class="pBody">%s</p><p class="pInterTitle">Giữ từng đường chạm</p><p class="pBody">%s</p><p class="pBody">%s</p><p class="pBody">%s</p>
<p class="pAuthor">HOÀI PHƯƠNG</p></div>
<div class="tools"><a class="print" href="#">In bài</a> <a class="mail" href="#">Gửi bài</a> <a href="#" class="fb">Chia sẻ facebook</a></div>
<div class="box-comment"><h3>Ý kiến bạn đọc (0)</h3><textarea></textarea></div>
<div class="other"><h3>Tin bài khác</h3><ul>%s</ul></div></div><div class="col-right"><div class="adv"><img src="/qc.gif"/></div><div class="mostview"><h3>Đọc nhiều</h3>%s</div></div></div>
<div class="footer"><p>Báo Kinh Bắc điện tử - Giấy phép số 135/GP-BTTTT.</p><p>Tổng Biên tập: Nguyễn Hải Long. Tòa soạn: 10 Lý Thái Tổ</p></div></div></body></html>
''' % (t, lead, menu('', '<li><a href="/m%d">%s</a></li>'), t, lead, CAPS[3], *p[:2], *p[2:], others(5, '<li><a href="/tin/%(i)d.html">%(t)s</a> <span>(%(d)s)</span></li>'),
       others(4, '<p><a href="/tin/%(i)d.html">%(t)s</a></p>', 3))
    return html, lines(t, 'HOÀI PHƯƠNG', '2012-10-10', lead, '[' + CAPS[3] + ']', p[0], p[1], 'Giữ từng đường chạm', *p[2:])


@shape(2)
def vne_old(n=9):
    t, lead, p = NEWS[n]
    html = '''<HTML><HEAD><TITLE>Bản tin nhanh - %s</TITLE><META http-equiv=Content-Type content="text/html; charset=utf-8"></HEAD>
<BODY topmargin=0 leftmargin=0><TABLE cellSpacing=0 cellPadding=0 width=780 border=0><TR><TD><IMG src="/Images/logo.gif"></TD><TD align=right>Thứ sáu, 14/12/2007, 10:55 GMT+7</TD></TR></TABLE>
<TABLE cellSpacing=0 cellPadding=0 width=780 border=0><TR><TD vAlign=top width=160 class=folder>%s</TD>
<TD vAlign=top width=460><A class=folder href="/Kinh-doanh/">Kinh doanh</A> <TABLE width="100%%"><TR><TD class=BreakLine><P class=SubTitle>Thứ sáu, 14/12/2007, 09:02 GMT+7</P></TD></TR></TABLE>
<P class=Title>%s</P>
<P class=Lead>%s</P>
<P class=Normal>%s</P>
<TABLE cellSpacing=0 cellPadding=3 width=1 align=right border=0><TBODY><TR><TD><IMG src="/Files/Subject/3B/9A/tl.jpg" width=180 border=1></TD></TR><TR><TD class=Image>%s</TD></TR></TBODY></TABLE>
<P class=Normal>%s</P>
<P class=Normal>%s</P>
<P class=SubTitle>Chi phí điện năng</P>
<P class=Normal>%s</P>
<P class=Normal>%s</P>
<P class=Normal style="TEXT-ALIGN: right"><STRONG>Thiên Ân</STRONG></P>
<TABLE width="100%%"><TR><TD><A href="javascript:GoPrint()"><IMG src="/Images/print.gif"> Bản in</A></TD><TD><A href="javascript:Email()"><IMG src="/Images/email.gif"> Gửi cho bạn bè</A></TD><TD align=right><A href="#Top">Về đầu trang</A></TD></TR></TABLE>
<P class=Other>Các tin khác:</P>%s
</TD><TD width=160 vAlign=top><IMG src="/qc1.gif"><BR><IMG src="/qc2.gif"></TD></TR></TABLE>
<P align=center class=copy>© Copyright 2007. All rights reserved. Giữ bản quyền nội dung trên website này.</P></BODY></HTML>
''' % (t, menu('<BR>', '<A href="/m%d/">%s</A>'), t, lead, p[0], CAPS[1], p[1], p[2], p[3], p[4], others(4, '<A class=Other href="/Kinh-doanh/%(i)d/">%(t)s</A> <LABEL class=Item-Time>(%(d)s)</LABEL><BR>'))
    return html, lines(t, 'Thiên Ân', '2007-12-14', lead, p[0], '[' + CAPS[1] + ']', p[1], p[2], 'Chi phí điện năng', p[3], p[4])


@shape(2)
def dantri_old(n=1):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><title>%s | Báo Dân nguyện</title></head>
<body><div id="wrapper"><div class="top"><div class="fl">Thứ Ba, 05/03/2013</div><div class="fr"><a href="/rss.htm">RSS</a></div></div><div class="nav"><ul>%s</ul></div>
<div class="wid470 fl"><div class="box26 clearfix"><span class="fr fon7 mr2 tt-capitalize">Thứ Hai, 04/03/2013 - 16:35</span></div>
<h1 class="fon31 mgb15">%s</h1><h2 class="fon33 mt1 sapo">(Dân nguyện) - %s</h2>
<div style="margin:5px 0 0 0px;padding:0" class="fon34 mt3 mr2 fon43 detail-content">
<div style="text-align:center;"><div style="display:inline-block;width:450px;"><div><img src="/Uploaded/2013/03/04/dien.jpg" alt="" width="450"/></div><div style="font-family:Arial;font-size:10pt;text-align:center">%s</div></div></div>
<p>%s</p><p>%s</p><p>%s</p><p>&gt;&gt;&nbsp;<a href="/xa-hoi/2.htm"><strong>Triệt phá đường dây làm giả giấy tờ</strong></a></p><p>%s</p><p>%s</p>
<p align="right"><strong>Hồng Quân - Đức Thắng</strong></p></div>
<div class="news-tag"><span>Tag:</span> <a href="/tag/1">lừa đảo</a>, <a href="/tag/2">tiền điện</a></div>
<div class="box8"><div class="title8">Tin liên quan</div><ul>%s</ul></div>
<div class="comment-box"><div>Gửi bình luận</div><div>Vui lòng gõ tiếng Việt có dấu</div></div></div>
<div class="wid310 fr"><div class="title">Tin đọc nhiều nhất</div><ul>%s</ul></div>
<div class="footer">Cơ quan của Hội Dân nguyện. Tổng Biên tập: Phạm Tuấn. Giấy phép hoạt động báo điện tử số 1298</div></div></body></html>
''' % (t, menu('', '<li><a href="/m%d">%s</a></li>'), t, lead, CAPS[4], *p[:3], *p[3:], others(4, '<li><a href="/x/%(i)d.htm">%(t)s</a></li>'), others(4, '<li><a href="/x/%(i)d.htm">%(t)s</a></li>', 4))
    return html, lines(t, 'Hồng Quân', '2013-03-04', '(Dân nguyện) - ' + lead, '[' + CAPS[4] + ']', *p)


@shape(2)
def questions(n=0):
    qa = [('Thủ tục cấp lại giấy phép xây dựng nhà ở riêng lẻ', 'Gia đình tôi được cấp giấy phép xây dựng từ năm 2010 nhưng bị thất lạc trong đợt mưa lũ. Xin hỏi muốn cấp lại thì cần những giấy tờ gì và nộp ở đâu?',
           ['Theo quy định hiện hành, chủ đầu tư làm đơn đề nghị cấp lại, trong đó giải trình rõ lý do mất giấy phép, kèm theo xác nhận của công an xã nơi bị mất.',
            'Hồ sơ gồm một bộ, nộp tại Bộ phận tiếp nhận và trả kết quả của UBND huyện. Thời hạn giải quyết là 10 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ.',
            'Lệ phí cấp lại là 10.000 đồng. Giấy phép cấp lại được ghi thêm chữ "Bản sao" và đóng dấu của cơ quan cấp phép.'])]
    t, q, ans = qa[n]
    html = '''<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Hỏi đáp</title></head><body>
<div class="banner"></div><div class="menu">%s</div><table width="980" align="center"><tr><td width="200" valign="top" class="cottrai"><div class="tieudebox">LĨNH VỰC</div>%s</td>
<td valign="top"><div class="tieudebox"><a href="/hoidap">Hỏi đáp trực tuyến</a></div>
<table width="100%%" class="hoidap"><tr><td class="tieudehoi"><b>%s</b></td></tr><tr><td><i>Người gửi: Nguyễn Văn Bảy - Ngày gửi: 15/11/2011 - Lĩnh vực: Xây dựng</i></td></tr>
<tr><td class="cauhoi"><b>Hỏi:</b> %s</td></tr>
<tr><td class="traloi"><b>Trả lời:</b><br>%s<br><br>%s<br><br>%s</td></tr>
<tr><td align="right"><b>Phòng Kinh tế và Hạ tầng</b></td></tr></table>
<div><b>Các câu hỏi khác</b></div>%s
<a href="#" onclick="guicauhoi()">Gửi câu hỏi</a></td></tr></table>
<div class="chantrang">Trụ sở: Khu 3, thị trấn. ĐT: 0210.3.865.001 - Fax: 0210.3.865.002</div></body></html>
''' % (menu(' | '), menu('', '<div class="muc"><a href="/lv/%d">%s</a></div>', 5), t, q, *ans, others(4, '<div class="cauhoikhac">&raquo; <a href="/hd/%(i)d">%(t)s</a> (%(d)s)</div>'))
    return html, lines(t, 'Phòng Kinh tế và Hạ tầng', '2011-11-15', 'Người gửi: Nguyễn Văn Bảy - Ngày gửi: 15/11/2011 - Lĩnh vực: Xây dựng', 'Hỏi: ' + q, 'Trả lời: ' + ans[0], ans[1], ans[2])


@shape(2)
def video(n=3):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html><html><head><meta charset="utf-8"><title>%s | Đài PT-TH Hà Sen</title></head><body>
<div class="top-bar"><a href="/">Trang chủ</a><a href="/truyen-hinh">Truyền hình</a><a href="/phat-thanh">Phát thanh</a><a href="/lich">Lịch phát sóng</a></div>
<div class="container"><div class="video-left"><div id="player"><object width="640" height="360"><param name="movie" value="/player.swf"/><embed src="/player.swf" type="application/x-shockwave-flash" width="640" height="360" flashvars="file=/v/1.flv"></embed></object>
<noscript>Trình duyệt của bạn không hỗ trợ Flash. Vui lòng cài đặt Flash Player để xem video.</noscript></div>
<h1 class="video-title">%s</h1><div class="video-info"><span>Đăng lúc: 19:45 - 21/05/2013</span> <span>Lượt xem: 2.310</span></div>
<div class="video-share"><a href="#">Chia sẻ</a> <a href="#">Nhúng</a> <input value="&lt;iframe&gt;"/></div>
<div class="video-desc"><p>%s</p><p>%s</p><p>%s</p></div></div>
<div class="video-right"><h3>Video cùng chuyên mục</h3>%s</div></div>
<div class="foot">© Đài Phát thanh và Truyền hình Hà Sen. Điện thoại: 039.3855.566</div></body></html>
''' % (t, t, lead, p[0], p[1], others(6, '<div class="item"><a href="/v/%(i)d"><img src="/t/%(i)d.jpg" width="120"/></a><p><a href="/v/%(i)d">%(t)s</a></p><span>%(d)s</span></div>'))
    return html, lines(t, '', '2013-05-21', lead, p[0], p[1])


@shape(2)
def bilingual(n=7):
    t, lead, p = NEWS[n]
    en = ['On the morning of 5 June, three hundred students of the Teachers College gathered in the school yard for the start of the Green Summer campaign.',
          'They will spend ten weeks in the most remote villages of two border districts, teaching children, repairing classrooms and paving village roads.']
    html = '''<html><head><meta charset="utf-8"><title>Trường Cao đẳng Sư phạm</title></head><body><div id="lang"><a href="?l=vi"><img src="vn.gif" alt="Tiếng Việt"></a> <a href="?l=en"><img src="en.gif" alt="English"></a></div>
<div id="mnu"><a href="/">Trang chủ / Home</a> <a href="/gt">Giới thiệu / About</a> <a href="/ts">Tuyển sinh / Admission</a> <a href="/lh">Liên hệ / Contact</a></div>
<div id="main"><div class="newsdetail"><h2 class="newstitle">%s</h2><div class="newsdate">05/06/2014</div>
<div class="newslead">%s</div><div class="newsbody"><p>%s</p><p>%s</p><p>%s</p><p>%s</p><hr><p><strong>Students set out for Green Summer</strong></p><p>%s</p><p>%s</p><p style="text-align: right;"><em>Phòng Công tác sinh viên</em></p></div></div>
<div class="newsother"><h3>Tin khác / Other news</h3><ul>%s</ul></div></div><div id="ft">Địa chỉ / Address: Km 3, phường Chiềng Sinh. Tel: 022 3 874 111</div></body></html>
''' % (t, lead, *p[:4], *en, others(4, '<li><a href="/n/%(i)d">%(t)s</a></li>'))
    return html, lines(t, 'Phòng Công tác sinh viên', '2014-06-05', lead, *p[:4], '* * *', 'Students set out for Green Summer', *en)


@shape(2)
def mobile(n=1):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title></head><body>
<div data-role="page" id="chitiet"><div data-role="header" data-theme="b"><a href="#menu" data-icon="bars">Menu</a><h1>Công an thị xã</h1><a href="/m/tim" data-icon="search">Tìm</a></div>
<div data-role="content"><h2 class="title">%s</h2><p class="meta"><small>16/07/2013 09:00 | Lượt xem: 45</small></p><p class="summary"><b>%s</b></p>
<p><img src="/m/anh/1.jpg" style="max-width:100%%"></p><p class="chuthich">%s</p>
<p>%s</p><p>%s</p><p>%s</p><p>%s</p><p>%s</p><p><em>Theo Đội An ninh</em></p>
<ul data-role="listview" data-inset="true"><li data-role="list-divider">Tin cùng chuyên mục</li>%s</ul></div>
<div data-role="footer"><h4>© 2013 | <a href="/?full=1">Xem bản đầy đủ</a></h4></div></div></body></html>
''' % (t, t, lead, CAPS[4], *p, others(4, '<li><a href="/m/%(i)d"><h3>%(t)s</h3><p>%(d)s</p></a></li>'))
    return html, lines(t, 'Đội An ninh', '2013-07-16', lead, '[' + CAPS[4] + ']', *p)


@shape(2)
def hospital_word(n=2):
    t, lead, p = NEWS[n]
    mso = '<p class="MsoNormal" style="margin: 6pt 0in; text-align: justify; text-indent: 0.5in;"><span style="font-size: 14pt; font-family: &quot;Times New Roman&quot;,&quot;serif&quot;;">%s<o:p></o:p></span></p>'
    html = '''<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><title>
	Bệnh viện Đa khoa Kỳ Sơn
</title></head><body><form method="post" action="./ChiTiet.aspx?id=19" id="form1"><div class="aspNetHidden"><input type="hidden" id="__EVENTVALIDATION" value="x"/></div>
<div id="header"><div id="hotline">Cấp cứu: 115 - Đường dây nóng: 0983.115.115</div><div id="nav"><ul>%s</ul></div></div>
<div id="body"><div id="left"><div class="boxhead">Chuyên khoa</div><ul><li><a href="/k1">Khoa Nội</a></li><li><a href="/k2">Khoa Ngoại</a></li><li><a href="/k3">Khoa Sản</a></li></ul></div>
<div id="mid"><div class="path"><a href="/">Trang chủ</a> » <a href="/tin">Tin y tế</a></div>
<span id="ContentPlaceHolder1_lblTitle" class="tieude_chitiet">%s</span><br/><span id="ContentPlaceHolder1_lblDate" class="ngaydang">Đăng ngày 12/10/2010</span><br/>
<span id="ContentPlaceHolder1_lblDesc" class="mota">%s</span>
<div id="ContentPlaceHolder1_divContent"><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--><style><!-- /* Style Definitions */ p.MsoNormal {mso-style-parent:""} --></style>
%s
<p class="MsoNormal" align="center" style="text-align:center"><!--[if gte vml 1]><v:shapetype id="_x0000_t75" coordsize="21600,21600"></v:shapetype><v:shape id="Picture_x0020_1" type="#_x0000_t75" style='width:300pt;height:225pt'><v:imagedata src="file:///C:/Users/clip_image001.jpg"/></v:shape><![endif]--><![if !vml]><img width="400" height="300" src="/Upload/clip_image002.jpg" v:shapes="Picture_x0020_1"><![endif]><o:p></o:p></p>
<p class="MsoNormal" align="center" style="text-align:center"><i><span style="font-size: 12pt;">%s<o:p></o:p></span></i></p>
%s
<p class="MsoNormal" style="text-align: right;" align="right"><b><span style="font-size: 14pt;">BS. Lầu Bá Tu<o:p></o:p></span></b></p></div>
<div class="tags">Từ khóa: trạm y tế, chuẩn quốc gia</div>
<div class="bailienquan"><h4>Bài viết cùng chuyên mục</h4>%s</div></div></div>
<div id="footer"><p><b>BỆNH VIỆN ĐA KHOA KỲ SƠN</b></p><p>Địa chỉ: Khối 4, thị trấn Mường Xén</p><p>Thiết kế web bởi ABC Soft</p></div></form></body></html>
''' % (menu('', '<li><a href="/m%d">%s</a></li>'), t, lead, '\n'.join(mso % x for x in p[:2]), CAPS[3], '\n'.join(mso % x for x in p[2:]), others(4, '<p>» <a href="?id=%(i)d">%(t)s</a></p>'))
    return html, lines(t, 'BS. Lầu Bá Tu', '2010-10-12', lead, p[0], p[1], '[' + CAPS[3] + ']', *p[2:])


@shape(3)
def liferay61(n=0):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html><html class="aui ltr" dir="ltr" lang="vi-VN"><head><title>Chi tiết tin - Cổng thông tin điện tử tỉnh Hòa Sơn</title><meta content="text/html; charset=UTF-8" http-equiv="content-type"/></head>
<body class="yui3-skin-sam controls-hidden signed-out public-page site"><a href="#main-content" id="skip-to-content">Bỏ qua nội dung</a>
<div id="wrapper"><header id="banner" role="banner"><div id="heading"><h2 class="site-title"><a class="logo" href="/web/guest" title="Đi tới Trang chủ"><img alt="logo" src="/image/logo"/></a></h2></div>
<nav class="sort-pages modify-pages" id="navigation"><ul>%s</ul></nav></header>
<div id="content"><nav class="site-breadcrumbs" id="breadcrumbs"><ul class="breadcrumbs"><li><a href="/">Trang chủ</a></li><li><a href="/tin">Tin huyện, thành phố</a></li></ul></nav>
<div class="columns-2" id="main-content" role="main"><div class="portlet-layout"><div class="aui-w70 portlet-column portlet-column-first" id="column-1"><div class="portlet-boundary portlet-boundary_tintuc_WAR_tintucportlet_ portlet-static"><div class="portlet-body">
<div class="news-detail"><span class="news-title">%s</span><div class="clear"></div><span class="news-date">14/03/2012 00:00</span> <span class="news-hit">Xem cỡ chữ <a href="#">A-</a> <a href="#">A</a> <a href="#">A+</a></span>
<div class="news-brief">%s</div><div class="news-content"><p style="text-align: justify;">%s</p><div style="text-align: justify;">&nbsp;</div><p style="text-align: center;"><img alt="" src="/documents/10180/hn.jpg" style="width: 500px; height: 333px;" /></p><p style="text-align: center;"><span style="color:#0000cd;"><em>%s</em></span></p>
<p style="text-align: justify;">%s</p><p style="text-align: justify;">%s</p><p style="text-align: justify;">%s</p><p style="text-align: justify;">%s</p></div>
<div class="news-author" style="text-align:right"><b>Bùi Minh</b></div>
<div class="taglib-ratings stars"><div class="score">Trung bình (0 Phiếu)</div><div class="rating-stars">1 2 3 4 5</div></div>
<div class="news-other"><div class="header">Các tin khác</div><ul>%s</ul></div></div></div></div></div>
<div class="aui-w30 portlet-column portlet-column-last"><div class="portlet-boundary"><h1 class="portlet-title"><span>Thăm dò ý kiến</span></h1><div>Bạn quan tâm mục gì nhất trong Website của chúng tôi?</div></div><div class="portlet-boundary"><h1 class="portlet-title">Thống kê</h1><div>Trực tuyến: 23 Tổng lượt truy cập: 9.112.334</div></div></div></div></div></div>
<footer id="footer" role="contentinfo"><p>CỔNG THÔNG TIN ĐIỆN TỬ TỈNH HÒA SƠN<br/>Giấy phép số 25/GP-TTĐT ngày 01/02/2012 của Cục Quản lý PTTH và TTĐT. Chịu trách nhiệm: Ông Trần Đăng Ninh</p></footer></div></body></html>
''' % (menu('', '<li><a href="/web/guest/m%d"><span>%s</span></a></li>'), t, lead, p[0], CAPS[0], *p[1:], others(5, '<li><a href="/tin/-/%(i)d">%(t)s</a> (%(d)s)</li>'))
    return html, lines(t, 'Bùi Minh', '2012-03-14', lead, p[0], '[' + CAPS[0] + ']', *p[1:])


@shape(3)
def nuke3(n=8):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html lang="vi" xmlns="http://www.w3.org/1999/xhtml" xml:lang="vi"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><meta name="generator" content="NukeViet v3.4" /><title>%s - Tuyển sinh - Trường THPT Nguyễn Trãi</title></head>
<body><div id="container"><div id="header"><div id="logo"><a href="/"><img src="/images/logo.png"/></a></div></div><div class="topbar"><div class="top"><form action="/index.php?nv=seek"><input type="text" name="q" value="Tìm kiếm"/></form></div><div class="language">vi</div></div>
<ul id="navmenu">%s</ul><div id="message"><span class="time fr">Thứ năm, 22/06/2017 09:11</span></div>
<div id="content"><div id="left"><div class="box silver"><h3 class="header">Danh mục</h3><ul class="categories">%s</ul></div></div>
<div id="main"><div id="news_detail"><h1>%s</h1><span class="time">Đăng lúc: Thứ tư - 02/05/2012 08:00 - Người đăng bài viết: <a href="#">Tô Văn Lập</a></span>
<div class="action fr"><ul><li><a class="print" href="#" title="In ra">In ra</a></li><li><a class="savefile" href="#">Lưu bài viết này</a></li></ul></div><div class="clear"></div>
<div id="hometext">%s</div><div style="width:400px;margin:10px auto;"><p style="text-align:center;"><img alt="Thông báo tuyển sinh" src="/uploads/news/ts.jpg" width="400" class="img-thumbnail"/></p><p style="text-align:center;"><em>%s</em></p></div>
<div id="bodytext" class="clearfix">%s<br /><br />%s<br /><br />%s<br /><br />%s</div>
<div style="text-align: right"><strong>Tác giả bài viết:</strong> Hội đồng tuyển sinh</div><div style="text-align: right"><strong>Nguồn tin:</strong> Phòng Giáo vụ</div></div>
<div class="keywords"><strong>Từ khóa: </strong> <a href="/tag/1"><em>tuyển sinh</em></a>, <a href="/tag/2"><em>lớp 10</em></a></div>
<div class="rating clearfix"><div id="stringrating">Tổng số điểm của bài viết là: 5 trong 1 đánh giá</div><div style="padding: 5px;"><input class="hover-star" type="radio" value="1"/>Click để đánh giá bài viết</div></div>
<div class="news_column"><p><strong>Những tin mới hơn</strong></p><ul class="related">%s</ul><p><strong>Những tin cũ hơn</strong></p><ul class="related">%s</ul></div></div></div>
<div id="footer"><div class="fl">© Copyright Trường THPT Nguyễn Trãi. All right reserved.</div><div class="fr">Mã nguồn NukeViet CMS</div></div></div></body></html>
''' % (t, menu('', '<li><a href="/m%d">%s</a></li>'), menu('', '<li><a href="/c%d">%s</a></li>', 5), t, lead, CAPS[4], *p, others(3, '<li><a href="/n/%(i)d">%(t)s</a> <span class="date">(%(d)s)</span></li>'), others(3, '<li><a href="/n/%(i)d">%(t)s</a> <span class="date">(%(d)s)</span></li>', 3))
    return html, lines(t, 'Hội đồng tuyển sinh', '2012-05-02', lead, '[' + CAPS[4] + ']', *p)


@shape(3)
def commune(n=6):
    t, lead, p = NEWS[n]
    html = '''<html><head><title>TRANG THÔNG TIN ĐIỆN TỬ XÃ ĐÔNG XUÂN</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>
<body><center><table width="990" bgcolor="#ffffff"><tr><td><img src="/anh/bn.swf.jpg" width="990"></td></tr><tr><td bgcolor="#006600"><marquee behavior="alternate"><b>CHÀO MỪNG ĐẾN VỚI TRANG THÔNG TIN ĐIỆN TỬ XÃ ĐÔNG XUÂN</b></marquee></td></tr>
<tr><td><table width="100%%"><tr><td width="22%%" valign="top" bgcolor="#e8f5e0"><b>DANH MỤC CHÍNH</b><br>&nbsp;» %s<br><br><b>TIỆN ÍCH</b><br>Giá vàng<br>Thời tiết<br>Lịch âm dương<br></td>
<td valign="top"><p><font color="#006600"><b>NÔNG NGHIỆP - NÔNG THÔN</b></font></p>
<p><font size="4" color="#cc0000"><b>%s</b></font></p>
<p><font size="2" color="gray">Ngày đăng bài: 10/06/2014 10:20 (GMT+7) - Đã xem: 211</font></p>
<p align="center"><img src="/anh/ray.jpg"><br><font size="2"><i>%s</i></font></p>
<p align="justify"><b>%s</b></p>
<p align="justify">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;%s</p><p align="justify">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;%s</p><p align="justify">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;%s</p><p align="justify">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;%s</p><p align="justify">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;%s</p>
<p align="right"><b>Tin: Văn Nam</b></p>
<p><b>Bài cùng chuyên mục:</b></p>%s
<p align="center"><a href="#">Trang trước</a>&nbsp;&nbsp;<a href="#">Trang sau</a></p></td></tr></table></td></tr>
<tr><td align="center" bgcolor="#006600"><font color="white">UBND xã Đông Xuân, huyện Sóc Sơn<br>Điện thoại: 04.3884.xxxx - Email: xadongxuan@example.vn<br>Người chịu trách nhiệm: Nguyễn Văn Phúc - Chủ tịch UBND xã</font></td></tr></table></center></body></html>
''' % (menu('<br>&nbsp;» '), t, CAPS[4], lead, *p, others(4, '<p>+ <a href="/b/%(i)d.html">%(t)s</a> (%(d)s)</p>', 2))
    return html, lines(t, 'Văn Nam', '2014-06-10', '[' + CAPS[4] + ']', lead, *p)


@shape(3)
def tuoitre_old(n=5):
    t, lead, p = NEWS[n]
    html = '''<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>%s - Báo Tuổi Xanh Online</title></head><body>
<table width="800" align="center" cellpadding="0"><tr><td class="top"><a href="/">Trang chủ</a> | <a href="/ct">Chính trị - Xã hội</a> | <a href="/vh">Văn hóa - Giải trí</a> | <a href="/gd">Giáo dục</a></td></tr>
<tr><td><table width="100%%"><tr><td width="560" valign="top" id="divContent"><table width="100%%"><tr><td class="tinchinh"><span class="txtDate">Thứ Sáu, 21/10/2005, 06:12 (GMT+7)</span></td></tr><tr><td>
<P class=pTitle>%s</P>
<TABLE class=imgBox cellSpacing=0 cellPadding=3 width=1 align=left border=0><TBODY><TR><TD><IMG src="http://img.example.vn/ImageView.aspx?ThumbnailID=101"></TD></TR><TR><TD class=pChuthich>%s</TD></TR></TBODY></TABLE>
<P class=pHead>TXO - %s</P>
<P class=pBody>%s</P><P class=pBody>%s</P>
<TABLE cellSpacing=1 cellPadding=5 width="50%%" align=right bgColor=#eeeeee border=0><TBODY><TR><TD><P><STRONG>Tin bài liên quan</STRONG></P><P><A href="/tin/1.htm">Hội làng tháng Giêng vào mùa</A></P><P><A href="/tin/2.htm">Những ngôi đình cổ kêu cứu</A></P></TD></TR></TBODY></TABLE>
<P class=pBody>%s</P><P class=pBody>%s</P><P class=pBody>%s</P>
<P class=pAuthor>V.LỘC - MINH TÂM</P></td></tr></table>
<table width="100%%"><tr><td><a href="#">Gửi cho bạn bè</a></td><td><a href="#">Bản để in</a></td><td><a href="#">Lưu bài viết</a></td></tr></table><div class="tinkhac"><b>CÁC TIN BÀI KHÁC</b>%s</div></td><td width="240" valign="top"><img src="qc.jpg"></td></tr></table></td></tr>
<tr><td class="bottom">Cơ quan chủ quản: Thành Đoàn. Tổng biên tập: Lê Hoàng. Tòa soạn: 60A Hoàng Văn Thụ. ® Tuổi Xanh Online giữ bản quyền nội dung trên website này.</td></tr></table></body></html>
''' % (t, t, CAPS[3], lead, *p, others(4, '<div>• <a href="/tin/%(i)d.htm">%(t)s</a></div>'))
    return html, lines(t, 'V.LỘC', '2005-10-21', 'TXO - ' + lead, '[' + CAPS[3] + ']', *p)


@shape(3)
def side_captions(n=7):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><title>Tin hoạt động | %s</title></head>
<body><div class="main"><table class="tbl_top" width="100%%"><tr><td>%s</td></tr></table><table width="100%%" class="tbl_main"><tr><td class="tbl_left" valign="top"><div class="hd">TIN NỔI BẬT</div>%s</td>
<td class="tbl_center" valign="top"><div class="td1">%s</div><div class="td_date">Cập nhật: 10:05 | 03/06/2010</div>
<div class="td2">%s</div><div class="td3"><p>%s</p>
<table border="0" cellpadding="4"><tr><td width="60%%"><img src="/img/a1.jpg" width="300" height="220"></td><td valign="bottom"><i>%s</i></td></tr></table>
<p>%s</p><p>%s</p>
<table align="center" border="0"><tr><td><img src="/img/a2.jpg" width="240"></td><td><img src="/img/a3.jpg" width="240"></td></tr><tr><td align="center"><i>Sinh viên dọn đường bản</i></td><td align="center"><i>Lớp học hè đầu tiên</i></td></tr></table>
<p>%s</p><p>%s</p></div><div class="td4">Phạm Kiên</div><div class="td5"><img src="/i/back.gif"/><a href="javascript:history.back()">Quay lại</a> <img src="/i/print.gif"/><a href="#">In</a> <img src="/i/top.gif"/><a href="#">Lên đầu trang</a></div>
<div class="td6">TIN KHÁC</div><ul class="lst">%s</ul></td></tr></table><div class="bt">Copyright © 2010 Cao đẳng Sư phạm. Ghi rõ nguồn khi sử dụng lại thông tin.</div></div></body></html>
''' % (t, menu(' | '), others(3, '<div class="nb"><a href="/%(i)d">%(t)s</a></div>', 5), t, lead, p[0], CAPS[5], *p[1:], others(5, '<li><a href="/%(i)d">%(t)s</a> - %(d)s</li>'))
    return html, lines(t, 'Phạm Kiên', '2010-06-03', lead, p[0], '[' + CAPS[5] + ']', p[1], p[2], '[Sinh viên dọn đường bản]', '[Lớp học hè đầu tiên]', p[3], p[4])


@shape(3)
def dispatch(n=0):
    html = '''<html><head><meta charset="utf-8"><title>Văn bản - UBND huyện Tân Lạc</title></head><body>
<div class="hdr"><img src="/b.jpg"/></div><div class="nav">%s</div>
<div class="wrap"><div class="c1"><div class="t">Văn bản mới</div>%s</div><div class="c2"><div class="path">Trang chủ » Văn bản » Công văn</div>
<h1>Công văn về việc tăng cường phòng, chống rét cho đàn gia súc</h1>
<table class="thuoctinh" border="1"><tr><td>Số ký hiệu</td><td>845/UBND-NN</td></tr><tr><td>Ngày ban hành</td><td>05/12/2013</td></tr><tr><td>Người ký</td><td>Bùi Văn Thảo</td></tr><tr><td>Trích yếu</td><td>Tăng cường phòng, chống rét cho đàn gia súc</td></tr></table>
<div class="nd"><table width="100%%"><tr><td align="center"><b>UBND HUYỆN TÂN LẠC</b><br>Số: 845/UBND-NN</td><td align="center"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b>Độc lập - Tự do - Hạnh phúc</b><br><i>Tân Lạc, ngày 05 tháng 12 năm 2013</i></td></tr></table>
<p align="center">Kính gửi: Chủ tịch UBND các xã, thị trấn.</p>
<p>Theo dự báo của Trung tâm Khí tượng thủy văn, từ nay đến cuối tháng 12 có khả năng xảy ra hai đợt rét đậm kéo dài từ 5 đến 7 ngày.</p>
<p>Để chủ động phòng, chống đói rét cho đàn gia súc, Chủ tịch UBND huyện yêu cầu Chủ tịch UBND các xã, thị trấn thực hiện tốt một số nội dung sau:</p>
<p>1. Chỉ đạo các hộ chăn nuôi che chắn chuồng trại, dự trữ rơm rạ, bổ sung thức ăn tinh cho trâu bò già yếu và bê nghé.</p>
<p>2. Không chăn thả gia súc khi nhiệt độ ngoài trời xuống dưới 12 độ C.</p>
<p>3. Phân công cán bộ khuyến nông bám sát cơ sở, báo cáo số gia súc chết rét về Phòng Nông nghiệp trước 15 giờ hằng ngày.</p>
<p>Yêu cầu các đơn vị nghiêm túc triển khai thực hiện./.</p>
<table width="100%%"><tr><td valign="top"><b><i>Nơi nhận:</i></b><br>- Như trên;<br>- Lưu: VT, NN.</td><td align="center"><b>KT. CHỦ TỊCH<br>PHÓ CHỦ TỊCH</b><br><br><b>Bùi Văn Thảo</b></td></tr></table></div>
<div class="dl">Tải văn bản: <a href="/f/845.pdf">845-UBND-NN.pdf</a></div>
<div class="lq">Văn bản cùng loại</div>%s</div></div><div class="ftr">Thị trấn Mường Khến, huyện Tân Lạc. Điện thoại: 0218.3.834.123</div></body></html>
''' % (menu(' | '), others(3, '<div><a href="/vb/%(i)d">%(t)s</a></div>'), others(4, '<div>- <a href="/vb/%(i)d">%(t)s</a> (%(d)s)</div>', 3))
    t = 'Công văn về việc tăng cường phòng, chống rét cho đàn gia súc'
    return html, lines(t, '', '2013-12-05', 'Số ký hiệu | 845/UBND-NN', 'Ngày ban hành | 05/12/2013', 'Người ký | Bùi Văn Thảo', 'Trích yếu | Tăng cường phòng, chống rét cho đàn gia súc',
                       'UBND HUYỆN TÂN LẠC Số: 845/UBND-NN', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Tân Lạc, ngày 05 tháng 12 năm 2013',
                       'Kính gửi: Chủ tịch UBND các xã, thị trấn.',
                       'Theo dự báo của Trung tâm Khí tượng thủy văn, từ nay đến cuối tháng 12 có khả năng xảy ra hai đợt rét đậm kéo dài từ 5 đến 7 ngày.',
                       'Để chủ động phòng, chống đói rét cho đàn gia súc, Chủ tịch UBND huyện yêu cầu Chủ tịch UBND các xã, thị trấn thực hiện tốt một số nội dung sau:',
                       '- Chỉ đạo các hộ chăn nuôi che chắn chuồng trại, dự trữ rơm rạ, bổ sung thức ăn tinh cho trâu bò già yếu và bê nghé.',
                       '- Không chăn thả gia súc khi nhiệt độ ngoài trời xuống dưới 12 độ C.',
                       '- Phân công cán bộ khuyến nông bám sát cơ sở, báo cáo số gia súc chết rét về Phòng Nông nghiệp trước 15 giờ hằng ngày.',
                       'Yêu cầu các đơn vị nghiêm túc triển khai thực hiện.',
                       'Nơi nhận:', '- Như trên;', '- Lưu: VT, NN.', 'KT. CHỦ TỊCH PHÓ CHỦ TỊCH', 'Bùi Văn Thảo')


@shape(3)
def schedule(n=0):
    days = [('Thứ hai 12/3', 'Giao ban đầu tuần; họp Hội đồng nghĩa vụ quân sự', 'Làm việc với đoàn công tác của Sở Y tế'),
            ('Thứ ba 13/3', 'Dự hội nghị trực tuyến với UBND tỉnh', 'Tiếp công dân định kỳ'),
            ('Thứ tư 14/3', 'Kiểm tra công tác chống hạn tại xã Phú Cường', 'Họp Ban Chỉ đạo xây dựng nông thôn mới')]
    html = '''<html><head><meta charset="utf-8"><title>Lịch công tác</title></head><body><table width="100%%"><tr><td colspan="2" class="bn">UBND HUYỆN TÂN LẠC</td></tr><tr><td width="200" valign="top" class="mn">%s</td>
<td valign="top" class="nd"><div class="tde">Lịch công tác của Thường trực UBND huyện tuần 11 năm 2012</div><div class="ngay">Ngày đăng: 09/03/2012</div>
<p>Văn phòng HĐND và UBND huyện thông báo lịch làm việc của Thường trực UBND huyện từ ngày 12 đến ngày 16 tháng 3 năm 2012 như sau:</p>
<table border="1" width="100%%"><tr><th>Ngày</th><th>Buổi sáng</th><th>Buổi chiều</th></tr>%s</table>
<p>Lịch này thay cho giấy mời. Trường hợp có thay đổi, Văn phòng sẽ thông báo trước một ngày làm việc.</p>
<p align="right"><b>VĂN PHÒNG HĐND VÀ UBND HUYỆN</b></p>
<div class="khac">Lịch công tác các tuần khác: <a href="/l/10">Tuần 10</a> <a href="/l/9">Tuần 9</a> <a href="/l/8">Tuần 8</a></div></td></tr><tr><td colspan="2" class="ft">Đơn vị quản lý: Văn phòng HĐND và UBND huyện</td></tr></table></body></html>
''' % (menu('<br>'), ''.join('<tr><td>%s</td><td>%s</td><td>%s</td></tr>' % d for d in days))
    return html, lines('Lịch công tác của Thường trực UBND huyện tuần 11 năm 2012', 'VĂN PHÒNG HĐND VÀ UBND HUYỆN', '2012-03-09',
                       'Văn phòng HĐND và UBND huyện thông báo lịch làm việc của Thường trực UBND huyện từ ngày 12 đến ngày 16 tháng 3 năm 2012 như sau:',
                       'Ngày | Buổi sáng | Buổi chiều', *[' | '.join(d) for d in days],
                       'Lịch này thay cho giấy mời. Trường hợp có thay đổi, Văn phòng sẽ thông báo trước một ngày làm việc.')


@shape(3)
def vbulletin(n=2):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml" dir="ltr" lang="vi"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><meta name="generator" content="vBulletin 4.1.10" /><title>%s</title></head>
<body><div class="above_body"><div id="header" class="floatcontainer doc_header"><div><a name="top" href="forum.php" class="logo-image"><img src="images/misc/logo.png" alt="Diễn đàn Y tế xứ Nghệ - Powered by vBulletin" /></a></div><div id="toplinks" class="toplinks"><ul class="nouser"><li><a href="register.php">Đăng ký</a></li><li><a rel="help" href="faq.php">Trợ giúp</a></li></ul></div></div>
<div id="navbar" class="navbar"><ul id="navtabs" class="navtabs floatcontainer"><li class="selected"><a class="navtab" href="content.php">Tin tức</a></li><li><a class="navtab" href="forum.php">Diễn đàn</a></li></ul></div></div>
<div class="body_wrapper"><div id="breadcrumb" class="breadcrumb"><ul class="floatcontainer"><li class="navbithome"><a href="index.php"><img src="images/misc/navbit-home.png" alt="Trang chủ"/></a></li><li class="navbit lastnavbit"><span>%s</span></li></ul></div>
<div id="pagetitle"><h1>%s</h1></div>
<div class="article cms_clear restore postcontainer"><div class="smallfont cms_article_author">bởi <a href="member.php?5">Lương Thị Hòa</a>, đăng ngày 18-09-2010 lúc 09:12 PM</div>
<div class="article_content"><blockquote class="postcontent restore"><b>%s</b><br /><br />%s<br /><br />%s<br /><br /><div style="text-align: center;"><img src="http://img.example.com/tyt.jpg" border="0" alt="" /></div><div style="text-align: center;"><i>%s</i></div><br />%s<br /><br />%s<br /><br />%s</blockquote></div></div>
<div class="cms_article_tags">Từ khóa: <a href="tags.php?1">trạm y tế</a></div><div id="comments_section"><h3 class="sectionhead">Bình luận <span>2 Bình luận</span></h3><ol class="commentlist"><li class="postbit"><div class="postcontent">Cảm ơn bác sĩ Chò, ngày trước tôi công tác ở đó, đường vào trạm toàn đá hộc, nghĩ lại mà thương.</div></li><li class="postbit"><div class="postcontent">Chúc mừng trạm!</div></li></ol></div>
<div id="sidebar"><div class="block"><h4>Bài viết mới</h4><ul>%s</ul></div></div></div>
<div id="footer" class="floatcontainer footer"><div class="below_body"><div class="shade footer_time">Múi giờ GMT +7. Hiện tại là <span class="time">10:15 AM</span>.</div><div>Powered by vBulletin. Bản dịch bởi nhóm Y tế.</div></div></div></body></html>
''' % (t, t, t, lead, p[0], p[1], CAPS[3], *p[2:], others(4, '<li><a href="showthread.php?%(i)d">%(t)s</a></li>'))
    return html, lines(t, 'Lương Thị Hòa', '2010-09-18', lead, p[0], p[1], '[' + CAPS[3] + ']', *p[2:])


@shape(3)
def formview(n=9):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>
	.:: Sở Công Thương Hàm Thuận ::.
</title><meta http-equiv="content-type" content="text/html; charset=utf-8" /></head><body><form name="form1" method="post" action="View.aspx?Id=301" id="form1">
<table border="0" cellpadding="0" cellspacing="0" style="width: 1000px" align="center"><tr><td colspan="3"><object classid="clsid:D27CDB6E" width="1000" height="150"><param name="movie" value="images/banner.swf" /></object></td></tr>
<tr><td colspan="3" style="height:24px;background-color:#0066cc"><table id="Menu1" class="Menu1_2" cellpadding="0"><tr>%s</tr></table></td></tr>
<tr><td style="width:190px" valign="top"><table id="DataList1"><tr><td class="title_box">Chuyên mục</td></tr>%s</table></td><td style="width:620px" valign="top">
<table cellspacing="0" border="0" id="FormView1" style="border-collapse:collapse;"><tr><td colspan="2">
<span id="FormView1_TieudeLabel" style="color:#003399;font-size:14px;font-weight:bold;">%s</span><br />
<span id="FormView1_NgayLabel" style="font-size:11px;font-style:italic;">(26/11/2009 8:04:17 AM)</span><br />
<img id="FormView1_Image1" src="HinhAnh/tl.jpg" align="left" style="border-width:0px;width:160px;margin-right:6px" /><span id="FormView1_TomtatLabel" style="font-weight:bold;">%s</span><br />
<span id="FormView1_NoidungLabel">%s<br/>%s<br/>%s<br/>%s<br/>%s</span><br />
<div align="right"><i>Theo Báo Hàm Thuận</i></div></td></tr></table>
<table width="100%%"><tr><td><hr/><img src="images/s1.gif"/><img src="images/s1.gif"/><img src="images/s0.gif"/></td></tr><tr><td><b>Những tin đã đưa</b></td></tr><tr><td><table id="GridView1">%s</table></td></tr></table></td>
<td style="width:190px" valign="top"><div class="title_box">Số lượt truy cập</div><span id="lblCount">00125871</span></td></tr>
<tr><td colspan="3" align="center" class="footer">SỞ CÔNG THƯƠNG HÀM THUẬN<br/>Địa chỉ: 05 Nguyễn Tất Thành, ĐT: (062) 3822 xxx, Fax: (062) 3823 xxx</td></tr></table></form></body></html>
''' % (''.join('<td><a class="Menu1_1" href="m%d.aspx">%s</a></td>' % x for x in enumerate(SIDE[:6])), ''.join('<tr><td><a href="c%d.aspx">%s</a></td></tr>' % x for x in enumerate(SIDE)), t, lead, *p,
       others(5, '<tr><td><img src="images/bl.gif"/> <a href="View.aspx?Id=%(i)d">%(t)s</a> <span>(%(d)s)</span></td></tr>', 1))
    return html, lines(t, 'Báo Hàm Thuận', '2009-11-26', lead, *p)


@shape(3)
def guide_list(n=6):
    t = 'Hướng dẫn thủ tục cấp giấy chứng nhận hộ kinh doanh cá thể'
    html = '''<html><head><meta charset="utf-8"><title>Thủ tục hành chính</title></head><body><div id="top"><a href="/"><img src="/l.png"></a></div><div id="m">%s</div>
<table width="960" cellspacing="0"><tr><td class="l" valign="top"><p class="h">Lĩnh vực</p>%s</td><td class="c" valign="top"><p class="h">Thủ tục hành chính</p>
<p class="tieude">%s</p><p class="ngay">Cập nhật ngày: 20/02/2012</p>
<p><b>1. Thành phần hồ sơ</b></p><p>- Giấy đề nghị đăng ký hộ kinh doanh theo mẫu;<br>- Bản sao giấy chứng minh nhân dân của chủ hộ;<br>- Hợp đồng thuê địa điểm, nếu có.</p>
<p><b>2. Trình tự thực hiện</b></p><p>Cá nhân nộp hồ sơ tại bộ phận một cửa của UBND huyện, nhận giấy biên nhận có ghi ngày trả kết quả.</p><p>Trong 5 ngày làm việc, Phòng Tài chính - Kế hoạch thẩm định và trình lãnh đạo ký giấy chứng nhận, hoặc trả lời bằng văn bản nếu từ chối.</p>
<p><b>3. Lệ phí</b></p><p>Mức thu là 30.000 đồng cho một lần cấp theo Nghị quyết của HĐND tỉnh.</p>
<p class="file">Tệp đính kèm: <a href="/mau1.doc">Mẫu giấy đề nghị</a></p>
<p class="h2">Thủ tục cùng lĩnh vực</p>%s</td></tr></table><div id="b">Bộ phận tiếp nhận và trả kết quả UBND huyện. Hotline: 0218.3834.999</div></body></html>
''' % (menu(' &middot; '), menu('', '<p class="i"><a href="/lv%d">%s</a></p>', 5), t, others(4, '<p class="i"><a href="/tt/%(i)d">%(t)s</a></p>'))
    return html, lines(t, '', '2012-02-20', '1. Thành phần hồ sơ', '- Giấy đề nghị đăng ký hộ kinh doanh theo mẫu; - Bản sao giấy chứng minh nhân dân của chủ hộ; - Hợp đồng thuê địa điểm, nếu có.',
                       '2. Trình tự thực hiện', 'Cá nhân nộp hồ sơ tại bộ phận một cửa của UBND huyện, nhận giấy biên nhận có ghi ngày trả kết quả.',
                       'Trong 5 ngày làm việc, Phòng Tài chính - Kế hoạch thẩm định và trình lãnh đạo ký giấy chứng nhận, hoặc trả lời bằng văn bản nếu từ chối.',
                       '3. Lệ phí', 'Mức thu là 30.000 đồng cho một lần cấp theo Nghị quyết của HĐND tỉnh.')


@shape(4)
def deep_tables(n=4):
    t, lead, p = NEWS[n]
    html = '''<html><head><title>Tổng công ty Dệt may - Tin tức</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><script language="javascript" src="js/menu.js"></script></head>
<body leftmargin="0" topmargin="0"><table width="900" border="0" cellspacing="0" cellpadding="0" align="center"><tr><td><table width="100%%" border="0"><tr><td width="25%%"><img src="images/logo.gif"></td><td align="right"><a href="?lang=vn"><img src="images/vn.gif" border="0"></a>&nbsp;<a href="?lang=en"><img src="images/en.gif" border="0"></a></td></tr></table></td></tr>
<tr><td background="images/bgmenu.gif" height="28"><table><tr>%s</tr></table></td></tr>
<tr><td><table width="100%%"><tr><td width="200" valign="top"><table width="100%%"><tr><td><img src="images/tintuc.gif"></td></tr><tr><td><table width="100%%">%s</table></td></tr></table></td>
<td valign="top"><table width="100%%" border="0"><tr><td><table width="100%%"><tr><td class="news_title">%s</td></tr><tr><td><table width="100%%" border="0" cellpadding="5"><tr><td class="news_sum"><em>%s</em></td></tr>
<tr><td class="news_text"><div align="justify">%s</div><br><div align="justify">%s</div><br><div align="center"><img src="upload/dhcd.jpg" border="1" width="420"></div><div align="center"><font color="#666666" size="1">%s</font></div><br><div align="justify">%s</div><br><div align="justify">%s</div><br><div align="justify">%s</div></td></tr>
<tr><td align="right"><strong>Phương Nga</strong></td></tr><tr><td align="right" class="news_date">Cập nhật: 01/03/2011 | Lượt xem: 512</td></tr></table></td></tr></table></td></tr>
<tr><td><table width="100%%"><tr><td class="news_other">TIN TỨC KHÁC</td></tr>%s</table></td></tr></table></td></tr></table></td></tr>
<tr><td align="center" class="footer">Địa chỉ: 36 Ông Ích Đường, Đà Nẵng. Tel: (0511) 3846 290. Copyright &copy; 2008. Designed by ITC.</td></tr></table></body></html>
''' % (''.join('<td><a href="m%d.php" class="mn">%s</a></td><td>|</td>' % x for x in enumerate(SIDE[:7])), others(4, '<tr><td><a href="t%(i)d.php">%(t)s</a></td></tr>', 4), t, lead, p[0], p[1], CAPS[5], *p[2:],
       others(5, '<tr><td><img src="images/dot.gif">&nbsp;<a href="t%(i)d.php">%(t)s</a> (%(d)s)</td></tr>'))
    return html, lines(t, 'Phương Nga', '2011-03-01', lead, p[0], p[1], '[' + CAPS[5] + ']', *p[2:])


@shape(4)
def one_cell(n=9):
    t, lead, p = NEWS[n]
    html = '''<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"><title>Trung tâm Khuyến nông</title></head><body bgcolor="#f0f0f0">
<table width="760" align="center" bgcolor="#ffffff"><tr><td colspan="2"><img src="top.jpg"></td></tr><tr><td width="150" valign="top">%s</td><td valign="top"><font color="#ff0000" size="3"><strong>%s</strong></font><br><font color="#808080"><em>Thứ tư, 25/11/2009</em></font><br><br><strong>%s</strong><br><br>%s<br><br>%s<br><br><img src="anh/thanhlong2.jpg" width="350"><br><em>%s</em><br><br>%s<br><br>%s<br><br>%s<br><br><strong>Anh Tuấn</strong><br>(Nguồn: Báo Bình Thuận)<br><br><a href="javascript:history.back(1)">&lt;&lt; Trở lại</a><br><br><strong>CÁC BÀI VIẾT KHÁC</strong><br>%s</td></tr><tr><td colspan="2" align="center"><font size="1">Trung tâm Khuyến nông - Khuyến ngư. Điện thoại: 062.3821.xxx</font></td></tr></table></body></html>
''' % (menu('<br>'), t, lead, p[0], p[1], CAPS[1], *p[2:], others(5, '- <a href="ct.asp?id=%(i)d">%(t)s</a><br>')
       )
    return html, lines(t, 'Anh Tuấn', '2009-11-25', lead, p[0], p[1], '[' + CAPS[1] + ']', *p[2:], '(Nguồn: Báo Bình Thuận)')


@shape(4)
def bare_fragment(n=1):
    t, lead, p = NEWS[n]
    html = '''<div class="newsdetail"><h3>%s</h3>
<p class="time">Cập nhật lúc 14:05 ngày 18/07/2011</p>
<p><b>%s</b></p>
<p>%s</p><p>%s</p><p>%s</p>
<p style="text-align:center"><img src="anh/otp.jpg" alt=""/><br/><i>%s</i></p>
<p>%s</p><p>%s</p>
<p style="text-align:right"><b>Quốc Bảo</b></p></div>
<div class="share">Chia sẻ: <a href="#">Facebook</a> <a href="#">Google+</a></div>
<div class="lienquan"><b>Tin liên quan</b>%s</div>
''' % (t, lead, *p[:3], CAPS[4], *p[3:], others(3, '<p><a href="/%(i)d">%(t)s</a></p>'))
    return html, lines(t, 'Quốc Bảo', '2011-07-18', lead, *p[:3], '[' + CAPS[4] + ']', *p[3:])


@shape(4)
def word_filtered(n=0):
    html = '''<html><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 12 (filtered)"><title>ỦY BAN NHÂN DÂN</title>
<style><!-- p.MsoNormal {margin:0in; font-size:14.0pt;} --></style></head><body lang=EN-US><div class=Section1>
<table class=MsoNormalTable border=0 cellspacing=0 cellpadding=0><tr><td width=220 valign=top><p class=MsoNormal align=center style='text-align:center'><b>UBND TỈNH HÒA SƠN</b></p><p class=MsoNormal align=center style='text-align:center'><b>SỞ Y TẾ</b></p></td><td width=370 valign=top><p class=MsoNormal align=center style='text-align:center'><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></p><p class=MsoNormal align=center style='text-align:center'><b>Độc lập - Tự do - Hạnh phúc</b></p></td></tr>
<tr><td valign=top><p class=MsoNormal align=center style='text-align:center'>Số: 112/TB-SYT</p></td><td valign=top><p class=MsoNormal align=center style='text-align:center'><i>Hòa Sơn, ngày 08 tháng 8 năm 2012</i></p></td></tr></table>
<p class=MsoNormal>&nbsp;</p>
<p class=MsoNormal align=center style='text-align:center'><b>THÔNG BÁO</b></p>
<p class=MsoNormal align=center style='text-align:center'><b>Về việc tuyển dụng viên chức ngành y tế năm 2012</b></p>
<p class=MsoNormal>&nbsp;</p>
<p class=MsoNormal style='text-align:justify;text-indent:.5in'>Căn cứ Nghị định số 29/2012/NĐ-CP ngày 12/4/2012 của Chính phủ về tuyển dụng, sử dụng và quản lý viên chức<a href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>[1]</span></a>, Sở Y tế thông báo tuyển dụng như sau:</p>
<p class=MsoNormal style='text-align:justify;text-indent:.5in'><b>1. Chỉ tiêu:</b> 85 người, gồm 30 bác sĩ, 15 dược sĩ và 40 điều dưỡng viên cho các bệnh viện tuyến huyện.</p>
<p class=MsoNormal style='text-align:justify;text-indent:.5in'><b>2. Hình thức:</b> Xét tuyển. Thí sinh dự phỏng vấn về chuyên môn nghiệp vụ trong hai ngày 10 và 11 tháng 9 năm 2012.</p>
<p class=MsoNormal style='text-align:justify;text-indent:.5in'><b>3. Hồ sơ:</b> Nộp tại Phòng Tổ chức cán bộ trước 16 giờ 30 phút ngày 31 tháng 8 năm 2012. Lệ phí 260.000 đồng một thí sinh.</p>
<table class=MsoNormalTable border=0><tr><td width=290 valign=top><p class=MsoNormal><b><i>Nơi nhận:</i></b></p><p class=MsoNormal>- Sở Nội vụ;</p><p class=MsoNormal>- Lưu: VT, TCCB.</p></td><td width=290 valign=top><p class=MsoNormal align=center style='text-align:center'><b>GIÁM ĐỐC</b></p><p class=MsoNormal align=center style='text-align:center'><i>(Đã ký)</i></p><p class=MsoNormal align=center style='text-align:center'><b>Quách Đình Thông</b></p></td></tr></table>
<br clear=all><hr align=left size=1 width="33%%"><div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Có hiệu lực từ ngày 01/6/2012.</p></div>
</div></body></html>
'''.replace('%%', '%')
    return html, lines('Về việc tuyển dụng viên chức ngành y tế năm 2012', '', '2012-08-08',
                       'UBND TỈNH HÒA SƠN', 'SỞ Y TẾ', 'Số: 112/TB-SYT', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Hòa Sơn, ngày 08 tháng 8 năm 2012', 'THÔNG BÁO',
                       'Căn cứ Nghị định số 29/2012/NĐ-CP ngày 12/4/2012 của Chính phủ về tuyển dụng, sử dụng và quản lý viên chức[1], Sở Y tế thông báo tuyển dụng như sau:',
                       '- Chỉ tiêu: 85 người, gồm 30 bác sĩ, 15 dược sĩ và 40 điều dưỡng viên cho các bệnh viện tuyến huyện.',
                       '- Hình thức: Xét tuyển. Thí sinh dự phỏng vấn về chuyên môn nghiệp vụ trong hai ngày 10 và 11 tháng 9 năm 2012.',
                       '- Hồ sơ: Nộp tại Phòng Tổ chức cán bộ trước 16 giờ 30 phút ngày 31 tháng 8 năm 2012. Lệ phí 260.000 đồng một thí sinh.',
                       'Nơi nhận:', '- Sở Nội vụ;', '- Lưu: VT, TCCB.', 'GIÁM ĐỐC', '(Đã ký)', 'Quách Đình Thông', '* * *', '[1] Có hiệu lực từ ngày 01/6/2012.')


@shape(4)
def joomla_print(n=2):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="vi-vn" lang="vi-vn" dir="ltr"><head><meta http-equiv="content-type" content="text/html; charset=utf-8" /><meta name="robots" content="noindex" /><title>%s</title><link rel="stylesheet" href="/templates/system/css/system.css" type="text/css" /></head>
<body class="contentpane"><div id="system-message-container"></div>
<table class="contentpaneopen"><tr><td class="contentheading" width="100%%">%s</td><td align="right" width="100%%" class="buttonheading"><a href="#" title="In" onclick="window.print();return false;"><img src="/images/M_images/printButton.png" alt="In"  /></a></td></tr></table>
<table class="contentpaneopen"><tr><td valign="top"><span class="small">Viết bởi Vi Văn Sơn&nbsp;&nbsp;</span></td></tr><tr><td valign="top" class="createdate">Thứ bảy, 18 Tháng 9 2010 07:42</td></tr>
<tr><td valign="top"><p style="text-align: justify;"><strong>%s</strong></p><p style="text-align: justify;"><img src="/images/stories/tram.jpg" border="0" width="250" style="float: left; margin: 5px;" />%s</p><p style="text-align: justify;">%s</p><p style="text-align: justify;">%s</p><p style="text-align: justify;">%s</p><p style="text-align: justify;">%s</p></td></tr>
<tr><td class="modifydate">Lần cập nhật cuối lúc Chủ nhật, 19 Tháng 9 2010 08:05</td></tr></table></body></html>
''' % (t, t, lead, *p)
    return html, lines(t, 'Vi Văn Sơn', '2010-09-18', lead, *p)


@shape(4)
def sharepoint2010(n=0):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html lang="vi-vn" dir="ltr" xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="X-UA-Compatible" content="IE=8"/><meta name="GENERATOR" content="Microsoft SharePoint"/><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><title>
	UBND huyện Tân Lạc
</title></head><body scroll="no" class="v4master"><form name="aspnetForm" method="post" id="aspnetForm"><div class="aspNetHidden"><input type="hidden" name="__REQUESTDIGEST" value="0x"/></div>
<div id="s4-ribbonrow" class="s4-pr s4-ribbonrowhidetitle"><div id="s4-ribboncont"></div></div><div id="s4-workspace"><div id="s4-bodyContainer"><div id="site-header"><span class="ngay-thang">Thứ Hai, ngày 02 tháng 7 năm 2012</span></div>
<div class="s4-notdlg menu"><div class="menu horizontal menu-horizontal"><ul class="root static">%s</ul></div></div>
<div class="s4-ca s4-ca-dlgNoRibbon" id="MSO_ContentTable"><div class="left-zone"><table class="s4-wpTopTable" width="100%%"><tr><td><div class="ms-WPBody noindex" id="WebPartWPQ3">
<div class="news-detail-page"><div class="news-cat">Kinh tế</div><div class="news-title">%s</div><div class="news-date">Thứ Ba, ngày 13/03/2012 10:30</div>
<div class="news-summary">%s</div><div class="news-body"><div class="ExternalClass7F"><p>&#160;</p><p>%s</p><table style="margin:auto" class="ms-rteTable-0"><tbody><tr><td class="ms-rteTable-0">&#160;<img src="/SiteAssets/han.jpg" alt="" style="margin:5px"/></td></tr><tr><td class="ms-rteTable-0" style="text-align:center"><em>%s</em></td></tr></tbody></table><p>%s</p><p>%s</p><p>%s</p><p>%s</p></div></div>
<div class="news-author">Bùi Thoa</div><div class="news-tool"><a href="#">In bài viết</a><a href="#">Gửi phản hồi</a><a href="#">Đầu trang</a></div><div class="news-count">Số lượt đọc: 1.024</div>
<div class="news-others"><div class="title">Tin đã đưa</div><ul>%s</ul></div></div></div></td></tr></table></div>
<div class="right-zone"><div class="ms-WPBody"><div class="box-title">Lượt truy cập</div><div>Hôm nay: 312</div><div>Tất cả: 2.889.120</div></div></div></div>
<div id="site-footer"><p>UBND HUYỆN TÂN LẠC - TỈNH HÒA BÌNH</p><p>Chịu trách nhiệm nội dung: Ông Bùi Văn Thảo - Phó Chủ tịch UBND huyện</p></div></div></div></form></body></html>
''' % (menu('', '<li class="static"><a class="static menu-item" href="/Pages/m%d.aspx"><span class="additional-background"><span class="menu-item-text">%s</span></span></a></li>'), t, lead, p[0], CAPS[0], *p[1:], others(5, '<li><a href="/Pages/x.aspx?id=%(i)d">%(t)s</a> <span>(%(d)s)</span></li>'))
    return html, lines(t, 'Bùi Thoa', '2012-03-13', lead, p[0], '[' + CAPS[0] + ']', *p[1:])


@shape(4)
def reader_tools(n=3):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>%s - Cổng Thông tin điện tử thành phố Hà Sen</title></head><body><header class="top"><div class="container"><a class="logo" href="/"><img src="/l.png" alt=""></a><div class="lang"><a href="/vi">VI</a> <a href="/en">EN</a></div></div><nav class="main-nav"><ul>%s</ul></nav></header>
<section class="container"><div class="row"><div class="col-md-8"><ol class="breadcrumb"><li><a href="/">Trang chủ</a></li><li><a href="/tt">Thể thao</a></li></ol>
<div class="detail"><h1 class="detail-title">%s</h1><div class="detail-time"><i class="fa fa-clock-o"></i> 20/05/2019 15:02 <span class="view"><i class="fa fa-eye"></i> 377</span></div>
<div class="detail-tool"><a href="#">Xem với cỡ chữ</a> <button>A-</button><button>A</button><button>A+</button> <a href="#">Tương phản</a> <a href="#">Đọc bài viết</a><div class="reader"><span>Giọng nữ</span><span>Giọng nam</span><audio controls src="/a.mp3"></audio><span>Dừng đọc</span></div></div>
<div class="detail-sapo">%s</div><div class="detail-content"><p>%s</p><figure class="image"><img src="/u/co.jpg" alt=""><figcaption>%s</figcaption></figure><p>%s</p><p>%s</p><p>%s</p></div>
<div class="detail-author">Văn Khải</div><div class="detail-bottom"><a href="#">In trang</a><a href="#">Gửi email</a><div class="fb-like">Thích 12 Chia sẻ</div></div>
<div class="vote">Đánh giá bài viết <span>0/5 (0 lượt đánh giá)</span></div></div><div class="related"><h2>Tin nổi bật</h2><div class="item"><a href="/1">Khai mạc hội thi chim chào mào</a><p>Hội thi thu hút gần hai trăm nghệ nhân nuôi chim trong và ngoài thành phố về tranh tài suốt một ngày.</p></div><div class="item"><a href="/2">Đội tuyển vật thành phố lên đường</a><p>Mười hai đô vật sẽ tranh tài ở bảy hạng cân tại giải vật cổ truyền khu vực đồng bằng.</p></div></div></div>
<div class="col-md-4"><div class="panel"><div class="panel-heading">Thông báo</div><ul>%s</ul></div></div></div></section><footer><div class="container"><p>Bản quyền thuộc Cổng Thông tin điện tử thành phố Hà Sen</p><p>Trưởng ban Biên tập: Ông Trần Huy</p></div></footer></body></html>
''' % (t, menu('', '<li><a href="/m%d">%s</a></li>'), t, lead, p[0], CAPS[1], *p[1:], others(4, '<li><a href="/tb/%(i)d">%(t)s</a></li>'))
    return html, lines(t, 'Văn Khải', '2019-05-20', lead, p[0], '[' + CAPS[1] + ']', *p[1:])


@shape(4)
def blogger_school(n=7):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html><html dir='ltr' xmlns='http://www.w3.org/1999/xhtml'><head><meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/><meta content='blogger' name='generator'/><title>Đoàn trường CĐSP: %s</title></head><body class='loading'><div class='content'><div class='header-outer'><div class='header section' id='header'><div class='widget Header'><div class='titlewrapper'><h1 class='title'><a href='http://doan.example.com/'>Đoàn trường CĐSP</a></h1></div><div class='descriptionwrapper'><p class='description'><span>Đâu cần thanh niên có, việc gì khó có thanh niên</span></p></div></div></div></div>
<div class='tabs-outer'><div class='widget PageList'><ul>%s</ul></div></div><div class='main-outer'><div class='main section' id='main'><div class='widget Blog'><div class='blog-posts hfeed'><div class="date-outer"><h2 class='date-header'><span>Thứ Năm, 5 tháng 6, 2014</span></h2><div class="date-posts"><div class='post-outer'><div class='post hentry'>
<h3 class='post-title entry-title'>%s</h3><div class='post-header'><div class='post-header-line-1'></div></div><div class='post-body entry-content'><div dir="ltr" style="text-align: left;" trbidi="on"><b>%s</b><br /><br />%s<br /><br /><table align="center" cellpadding="0" cellspacing="0" class="tr-caption-container" style="margin-left: auto; margin-right: auto; text-align: center;"><tbody><tr><td style="text-align: center;"><a href="http://1.bp.example.com/s1600/a.jpg" imageanchor="1"><img border="0" height="300" src="http://1.bp.example.com/s400/a.jpg" width="400" /></a></td></tr><tr><td class="tr-caption" style="text-align: center;">%s</td></tr></tbody></table><br />%s<br /><br />%s<br /><br />%s<br /><br />%s</div><div style='clear: both;'></div></div>
<div class='post-footer'><div class='post-footer-line post-footer-line-1'><span class='post-author vcard'>Người đăng: <span class='fn'><a href='http://www.example.com/profile/1' rel='author'>Lò Văn Chiến</a></span></span> <span class='post-timestamp'>vào lúc <a class='timestamp-link' href='#'><abbr class='published' title='2014-06-05T20:10:00+07:00'>20:10</abbr></a></span></div><div class='post-footer-line'><span class='post-labels'>Nhãn: <a href='/l/1' rel='tag'>Mùa hè xanh</a></span></div></div></div>
<div class='comments' id='comments'><h4>Không có nhận xét nào:</h4><p class='comment-footer'><a href='#'>Đăng nhận xét</a></p></div></div></div></div></div><div class='blog-pager' id='blog-pager'><span id='blog-pager-newer-link'><a href='/n'>Bài đăng mới hơn</a></span> <span id='blog-pager-older-link'><a href='/o'>Bài đăng cũ hơn</a></span> <a class='home-link' href='/'>Trang chủ</a></div></div></div>
<div class='column-right-inner'><aside><div class='widget BlogArchive'><h2>Lưu trữ Blog</h2><ul><li>2014 (12)</li><li>2013 (30)</li></ul></div></aside></div></div></div></body></html>
''' % (t, menu('', "<li><a href='/p/%d.html'>%s</a></li>", 4), t, lead, p[0], CAPS[5], *p[1:])
    return html, lines(t, 'Lò Văn Chiến', '2014-06-05', lead, p[0], '[' + CAPS[5] + ']', *p[1:])


@shape(4)
def interview(n=2):
    t = 'Gặp người thầy thuốc 30 năm bám bản ở Mường Lống'
    lead = 'Nhân ngày Thầy thuốc Việt Nam 27/2, phóng viên có cuộc trò chuyện với bác sĩ Vừ Bá Chò, Trạm trưởng Trạm y tế xã Mường Lống.'
    qa = [('Điều gì đã giữ chân ông ở lại với bản làng lâu đến thế?', 'Tôi sinh ra ở đây, mẹ tôi mất vì băng huyết khi sinh em út mà không có lấy một viên thuốc. Học xong, tôi xin về, đơn giản vậy thôi.'),
          ('Những ngày đầu hẳn là rất khó khăn?', 'Bà con ốm thì gọi thầy mo trước, gọi tôi sau. Tôi không cãi, chỉ xin được ngồi cạnh, rồi cho uống thuốc. Người khỏi bệnh đi kể cho người khác, dần dần họ tin.'),
          ('Ông mong muốn điều gì nhất lúc này?', 'Tôi mong có người trẻ lên thay. Máy siêu âm đã có, đường nhựa đã có, chỉ thiếu người chịu ở lại qua mùa đông.')]
    html = '''<html><head><meta charset="utf-8"><title>Báo Xứ Nghệ | %s</title></head><body><div id="page"><div id="hd"><a href="/"><img src="/logo.gif"></a></div><div id="nv">%s</div><div id="ct"><div class="lft"><div class="ttl">%s</div><div class="dt">Thứ Ba, 26/02/2013, 08:40 [GMT+7]</div><div class="smr">(Báo Xứ Nghệ) - %s</div><div class="cnt">
<table class="image" align="center"><tr><td><img src="/dataimages/cho.jpg"></td></tr><tr><td class="image_desc">Bác sĩ Vừ Bá Chò khám cho trẻ em trong bản. Ảnh: Hồ Phương</td></tr></table>
%s
<p>Xin cảm ơn bác sĩ!</p><p style="text-align: right;"><strong>Hồ Phương</strong> (thực hiện)</p></div><div class="tl">Chia sẻ bài viết này &nbsp; <img src="/fb.gif"/><img src="/zing.gif"/></div><div class="lq"><div class="h">CÁC TIN BÀI KHÁC</div><ul>%s</ul></div></div><div class="rgt"><div class="h">TIN MỚI</div><ul>%s</ul></div></div><div id="ft"><p>Báo Xứ Nghệ điện tử. Tổng Biên tập: Trần Văn Hùng</p><p>Tòa soạn: Số 3, đại lộ Lê Nin, TP Vinh</p></div></div></body></html>
''' % (t, menu(''), t, lead, '\n'.join('<p style="text-align:justify"><strong>PV: %s</strong></p><p style="text-align:justify"><strong>Bác sĩ Vừ Bá Chò:</strong> %s</p>' % x for x in qa), others(4, '<li><a href="/x/%(i)d">%(t)s</a> (%(d)s)</li>'), others(3, '<li><a href="/x/%(i)d">%(t)s</a></li>', 4))
    return html, lines(t, 'Hồ Phương', '2013-02-26', '(Báo Xứ Nghệ) - ' + lead, '[Bác sĩ Vừ Bá Chò khám cho trẻ em trong bản. Ảnh: Hồ Phương]',
                       *sum((['PV: ' + q, 'Bác sĩ Vừ Bá Chò: ' + x] for q, x in qa), []), 'Xin cảm ơn bác sĩ!')


@shape(4)
def results_notice(n=8):
    t = 'Thông báo kết quả xét chọn giống lúa vụ mùa năm 2011'
    rows = [('Giống', 'Thời gian sinh trưởng', 'Năng suất', 'Xếp hạng'), ('Bắc thơm số 7', '110 ngày', '58 tạ/ha', '2'), ('Nếp 97', '115 ngày', '55 tạ/ha', '3'), ('Thiên ưu 8', '105 ngày', '67 tạ/ha', '1')]
    html = '''<html><head><title>Trạm Khuyến nông huyện</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body><table width="780" align="center" border="0"><tr><td height="90" colspan="2"><img src="img/header.jpg"></td></tr><tr bgcolor="#339933"><td colspan="2"><font color="#FFFFFF">&nbsp;%s</font></td></tr>
<tr><td width="170" valign="top" bgcolor="#F3FFF3"><p><b>Đăng nhập</b></p><form><input name="u"><input type="password" name="p"><input type="submit" value="Đăng nhập"></form><p><b>Thời tiết</b></p><p>Hòa Sơn: 28&deg;C</p></td><td valign="top"><p align="center"><b><font size="4">%s</font></b></p>
<p>Thực hiện kế hoạch sản xuất vụ mùa, Trạm Khuyến nông huyện đã tổ chức khảo nghiệm bốn giống lúa tại cánh đồng xã Phú Cường trên diện tích 2 ha.</p><p>Sau 110 ngày gieo cấy, hội đồng gồm 9 thành viên đã chấm điểm và công bố kết quả như sau:</p>
<table border="1" cellspacing="0" cellpadding="3" align="center" bordercolor="#999999">%s</table>
<p>Trạm khuyến cáo bà con đưa giống Thiên ưu 8 vào cơ cấu vụ mùa ở chân đất vàn, và đăng ký mua giống tại hợp tác xã trước ngày 15 tháng 5.</p>
<p align="right"><b>TRẠM KHUYẾN NÔNG HUYỆN</b></p><p align="right"><i>Ngày đăng: 20/04/2011</i></p><hr><p><b>Thông báo khác</b></p><ul>%s</ul></td></tr><tr><td colspan="2" align="center" bgcolor="#339933"><font color="#FFFFFF" size="2">Trạm Khuyến nông huyện Tân Lạc - ĐT: 0218 3834 xxx</font></td></tr></table></body></html>
''' % (menu(' | '), t, '\n'.join('<tr>%s</tr>' % ''.join('<td>%s</td>' % c for c in r) for r in rows), others(4, '<li><a href="tb.php?id=%(i)d">%(t)s</a> (%(d)s)</li>'))
    return html, lines(t, 'TRẠM KHUYẾN NÔNG HUYỆN', '2011-04-20', 'Thực hiện kế hoạch sản xuất vụ mùa, Trạm Khuyến nông huyện đã tổ chức khảo nghiệm bốn giống lúa tại cánh đồng xã Phú Cường trên diện tích 2 ha.',
                       'Sau 110 ngày gieo cấy, hội đồng gồm 9 thành viên đã chấm điểm và công bố kết quả như sau:', *[' | '.join(r) for r in rows],
                       'Trạm khuyến cáo bà con đưa giống Thiên ưu 8 vào cơ cấu vụ mùa ở chân đất vàn, và đăng ký mua giống tại hợp tác xã trước ngày 15 tháng 5.')


@shape(5)
def egov(n=6):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Cổng thông tin điện tử huyện Đông Xuân > Trang chủ > Tin tức</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/></head>
<body id="Body"><form method="post" action="/Default.aspx?tabid=62&amp;ID=330" id="Form"><div id="wrap"><div id="ctl00_pnlTop"><a href="/"><img src="/Images/top.png" alt=""/></a></div><div class="MenuNgang">%s</div>
<div class="CotTrai"><div class="Khung"><div class="TieuDeKhung">CHUYÊN MỤC</div>%s</div><div class="Khung"><div class="TieuDeKhung">THỐNG KÊ</div><div>Đang online: 8<br/>Hôm nay: 120<br/>Tổng cộng: 330.120</div></div></div>
<div class="CotGiua"><div id="ctl00_pnlTin"><p class="TenTinTuc">%s</p><p class="NgayGio">Thứ hai, 11/06/2012 | 15:12</p><p class="TrichDan">%s</p>
<div class="NoiDungTin"><p>%s</p><div class="KhungAnh"><img src="/Upload/ray.jpg" width="380"/><div class="ChuThichAnh">%s</div></div><p>%s</p><p>%s</p><p>%s</p><p>%s</p></div><p class="TacGia">Trần Thị Mận</p>
<div class="ChucNang"><a href="#">In bản tin</a> <a href="#">Gửi tin</a> <a href="#">Quay lại</a></div><div class="TinKhac"><div class="TieuDeTinKhac">Các tin mới hơn</div>%s<div class="TieuDeTinKhac">Các tin cũ hơn</div>%s</div></div></div>
<div class="ChanTrang">Bản quyền © 2012 UBND huyện Đông Xuân. Điện thoại: 057.3811.222. Email: ubnddx@example.vn</div></div></form></body></html>
''' % (menu('', '<a class="Mnu" href="/m%d">%s</a>'), menu('', '<a class="Muc" href="/c%d">%s</a>', 6), t, lead, p[0], CAPS[4], *p[1:], others(2, '<div class="Dong"><a href="/?ID=%(i)d">%(t)s</a> <i>(%(d)s)</i></div>'), others(3, '<div class="Dong"><a href="/?ID=%(i)d">%(t)s</a> <i>(%(d)s)</i></div>', 2))
    return html, lines(t, 'Trần Thị Mận', '2012-06-11', lead, p[0], '[' + CAPS[4] + ']', *p[1:])


@shape(5)
def row_each(n=5):
    t, lead, p = NEWS[n]
    row = '<tr><td class="txt" align="justify">%s</td></tr>\n<tr><td height="6"></td></tr>\n'
    html = '''<html><head><title>Bảo tàng thành phố</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body><table width="770" align="center" cellpadding="0" cellspacing="0"><tr><td colspan="2"><img src="images/head.jpg" usemap="#m"></td></tr>
<tr><td width="180" valign="top" bgcolor="#F7EBD5"><table>%s</table></td><td width="590" valign="top"><table width="570" align="center"><tr><td class="cap1">%s</td></tr><tr><td class="small">Đăng ngày: 10/10/2012 - Người đăng: Quản trị</td></tr>
<tr><td class="txt"><b>%s</b></td></tr>
%s%s<tr><td align="center"><img src="upload/dinhlang.jpg"></td></tr><tr><td align="center" class="chu">%s</td></tr>
%s%s%s<tr><td align="right" class="txt"><b>Đinh Hữu Thực</b></td></tr>
<tr><td><img src="images/line.gif"></td></tr><tr><td class="cap2">Bài cùng chuyên mục</td></tr>%s<tr><td align="right"><a href="#top"><img src="images/top.gif" border="0"></a></td></tr></table></td></tr>
<tr><td colspan="2" class="foot">Bảo tàng thành phố - 66 Hàng Bột - Mở cửa: 8h-17h hằng ngày trừ thứ hai</td></tr></table></body></html>
''' % (menu('', '<tr><td class="mn"><a href="m%d.htm">%s</a></td></tr>'), t, lead, row % p[0], row % p[1], CAPS[3], row % p[2], row % p[3], row % p[4], others(4, '<tr><td class="lk"><a href="b%(i)d.htm">%(t)s</a></td></tr>'))
    return html, lines(t, 'Đinh Hữu Thực', '2012-10-10', lead, p[0], p[1], '[' + CAPS[3] + ']', *p[2:])


@shape(5)
def indented(n=7):
    t, lead, p = NEWS[n]
    html = '''<html>
<head><meta http-equiv="Content-Language" content="vi"><meta name="ProgId" content="FrontPage.Editor.Document"><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Tin Doan truong</title></head>
<body link="#0000FF" vlink="#800080">
<p align="center"><a href="index.htm">Trang chủ</a> | <a href="gioithieu.htm">Giới thiệu</a> | <a href="tintuc.htm">Tin tức</a> | <a href="lienhe.htm">Liên hệ</a></p><hr>
<center><h2><font color="#008000">%s</font></h2></center>
<p align="center"><i>(Ngày 05 tháng 6 năm 2008)</i></p>
<blockquote>
<p><b>%s</b></p>
<dl><dd>%s</dd></dl><dl><dd>%s</dd></dl>
<p align="center"><img border="0" src="mhx.jpg" width="400" height="267"></p><p align="center"><font size="2">%s</font></p>
<dl><dd>%s</dd></dl><dl><dd>%s</dd></dl><dl><dd>%s</dd></dl>
<p align="right"><b><i>Lường Văn Hặc</i></b></p>
</blockquote><hr><p align="center"><a href="tintuc.htm">[Về trang tin]</a> <a href="index.htm">[Về trang chủ]</a></p>
<p align="center"><font size="1">Webmaster: doantruong@example.vn<br>Cập nhật lần cuối: 20/06/2008</font></p></body></html>
''' % (t, lead, p[0], p[1], CAPS[5], *p[2:])
    return html, lines(t, 'Lường Văn Hặc', '2008-06-05', lead, p[0], p[1], '[' + CAPS[5] + ']', *p[2:])


@shape(5)
def radio(n=0):
    t, lead, p = NEWS[n]
    html = '''<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Đài TT-TH Tân Lạc</title></head><body><div class="khung"><div class="dau"><img src="dau.png"><div class="ngaythang">Hôm nay, thứ sáu ngày 04 tháng 5 năm 2012</div></div>
<table class="than"><tr><td class="cottrai"><ul class="mn">%s</ul><div class="lich"><b>Lịch phát sóng</b><br>5h00: Bản tin sáng<br>11h30: Thời sự trưa<br>17h30: Thời sự chiều</div></td><td class="cotgiua"><table class="tintuc"><tr><td><span class="td_tin">%s</span></td></tr>
<tr><td><span class="tt_tin">%s</span></td></tr><tr><td><embed src="mp3player.swf" flashvars="file=120312.mp3" width="300" height="24"></td></tr>
<tr><td class="nd_tin"><p>%s</p><p>%s</p><p><img src="han1.jpg" align="middle"></p><p><em>%s</em></p><p>%s</p><p>%s</p><p>%s</p><p><em><strong>Tin, ảnh: Bùi Huy</strong></em></p></td></tr><tr><td class="nt_tin">(12/03/2012 - 18:00)</td></tr></table>
<div class="khac"><b>Tin khác:</b>%s</div></td><td class="cotphai"><div class="qc">LIÊN HỆ QUẢNG CÁO: 0218.3.834.456</div></td></tr></table><div class="cuoi">Đài Truyền thanh - Truyền hình huyện Tân Lạc<br>Chịu trách nhiệm xuất bản: Trưởng đài Bùi Văn Lương</div></div></body></html>
''' % (menu('', '<li><a href="%d.php">%s</a></li>', 6), t, lead, p[0], p[1], CAPS[0], *p[2:], others(4, '<p><a href="tin.php?id=%(i)d">%(t)s</a> (%(d)s)</p>'))
    return html, lines(t, 'Bùi Huy', '2012-03-12', lead, p[0], p[1], '[' + CAPS[0] + ']', *p[2:])


@shape(5)
def women_union(n=4):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html><html><head><meta charset="utf-8"/><title>%s - Liên đoàn Lao động thành phố</title></head><body><div id="top-wrap"><div class="logo"></div><div class="nav-wrap">%s</div></div><div id="mid-wrap"><div class="col1"><h2 class="page-heading">TIN HOẠT ĐỘNG</h2>
<div class="article-box"><div class="a-title">%s</div><div class="a-meta">01/03/2015 09:15:00 SA</div><div class="a-lead">%s</div>
<div class="a-body"><div style="float:right;width:220px;margin-left:8px;background:#eee"><div><b>Tin cùng chuyên mục</b></div><ul><li><a href="/1">Tặng quà công nhân trước Tết</a></li><li><a href="/2">Hội thi tay nghề thợ may giỏi</a></li></ul></div>
<p>%s</p><p>%s</p><p>•&nbsp;&nbsp;Xây dựng hai nhà trẻ cho con công nhân;</p><p>•&nbsp;&nbsp;Ký thỏa ước về bữa ăn ca tối thiểu 18.000 đồng;</p><p>•&nbsp;&nbsp;Khám sức khỏe mỗi năm hai lần.</p><p>%s</p><p>%s</p><p>%s</p></div>
<div class="a-sign">Ban Tuyên giáo</div><div class="a-tags">Thẻ: <a href="/t/1">công đoàn</a></div></div></div></div><div id="bot-wrap"><p>LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ</p><p>Số 2, Nguyễn Chí Thanh - Tel: 0511.3821.xxx</p></div></body></html>
''' % (t, menu(''), t, lead, *p)
    return html, lines(t, 'Ban Tuyên giáo', '2015-03-01', lead, p[0], p[1], '- Xây dựng hai nhà trẻ cho con công nhân;', '- Ký thỏa ước về bữa ăn ca tối thiểu 18.000 đồng;', '- Khám sức khỏe mỗi năm hai lần.', *p[2:])


@shape(5)
def two_columns(n=9):
    t, lead, p = NEWS[n]
    html = '''<html><head><meta charset="utf-8"><title>Bản tin nội bộ số 14</title></head><body><table width="900" align="center"><tr><td colspan="2" align="center"><font size="5"><b>BẢN TIN NỘI BỘ</b></font><br>Số 14 - Tháng 11/2009</td></tr><tr><td colspan="2"><a href="p1.htm">Trang 1</a> | <a href="p2.htm">Trang 2</a> | <a href="p3.htm">Trang 3</a> | <a href="p4.htm">Trang 4</a></td></tr>
<tr><td colspan="2"><font size="4" color="#990000"><b>%s</b></font></td></tr><tr><td colspan="2"><i>%s</i></td></tr>
<tr><td width="50%%" valign="top"><p align="justify">%s</p><p align="justify">%s</p><p align="justify">%s</p></td><td width="50%%" valign="top"><p align="center"><img src="tl14.jpg" width="300"><br><font size="1">%s</font></p><p align="justify">%s</p><p align="justify">%s</p><p align="right"><b>Huỳnh Mỹ</b></p></td></tr>
<tr><td colspan="2" align="center"><a href="p1.htm">&lt; Trang trước</a> &nbsp; <a href="p3.htm">Trang sau &gt;</a></td></tr></table></body></html>
''' % (t, lead, p[0], p[1], p[2], CAPS[3], p[3], p[4])
    return html, lines(t, 'Huỳnh Mỹ', '', lead, p[0], p[1], p[2], '[' + CAPS[3] + ']', p[3], p[4])


@shape(5)
def wap(n=1):
    t, lead, p = NEWS[n]
    html = '''<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//WAPFORUM//DTD XHTML Mobile 1.0//EN" "http://www.wapforum.org/DTD/xhtml-mobile10.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="application/xhtml+xml; charset=utf-8"/><title>%s</title></head><body>
<div class="hd"><img src="/wap/logo.gif" alt="Báo An ninh"/></div><div class="nv"><a href="/wap/">Trang nhất</a>|<a href="/wap/xh">Xã hội</a>|<a href="/wap/pl">Pháp luật</a></div>
<div class="tt"><b>%s</b></div><div class="tg">16/07/2011 08:00</div><div class="sp"><b>%s</b></div>
<div class="nd">%s<br/><br/>%s<br/><br/>%s<br/><br/>%s<br/><br/>%s<br/><br/><b>Xuân Mai</b></div>
<div class="kh"><b>Tin khác</b><br/>%s</div><div class="ft">0.<a href="/wap/" accesskey="0">Trang chủ</a><br/>Phiên bản: <a href="/">Web</a> | <b>WAP</b><br/>© Báo An ninh</div></body></html>
''' % (t, t, lead, *p, others(3, '- <a href="/wap/%(i)d">%(t)s</a><br/>'))
    return html, lines(t, 'Xuân Mai', '2011-07-16', lead, *p)


@shape(5)
def law_questions(n=0):
    t = 'Giải đáp một số câu hỏi về Luật Đất đai'
    qa = [('Đất khai hoang từ năm 1990 có được cấp giấy chứng nhận không?', 'Nếu đất không tranh chấp, phù hợp quy hoạch và đã sử dụng ổn định trước ngày 15/10/1993 thì hộ gia đình được xét cấp giấy chứng nhận quyền sử dụng đất.'),
          ('Tặng cho đất bằng giấy viết tay giữa cha và con có giá trị không?', 'Hợp đồng tặng cho quyền sử dụng đất phải lập thành văn bản có công chứng hoặc chứng thực, và có hiệu lực từ thời điểm đăng ký tại cơ quan địa chính.'),
          ('Bao lâu thì được giải quyết hồ sơ chuyển mục đích sử dụng đất?', 'Thời hạn không quá 30 ngày làm việc, không kể thời gian người sử dụng đất thực hiện nghĩa vụ tài chính với Nhà nước.')]
    html = '''<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Phổ biến pháp luật</title></head><body><table width="980" align="center"><tr><td class="bn" colspan="2"></td></tr><tr><td class="mn" colspan="2">%s</td></tr><tr><td class="l" width="210" valign="top"><div class="hd">Danh mục</div>%s</td>
<td class="r" valign="top"><div class="bc"><a href="/">Trang chủ</a> / <a href="/pl">Phổ biến pháp luật</a></div><h2 class="tde_bai">%s</h2><div class="ngay_bai"><i>22/08/2013</i></div>%s<div class="nguon_bai" align="right"><b>Phòng Tư pháp</b></div>
<div class="bv_khac"><b>Bài viết khác</b><ul>%s</ul></div></td></tr><tr><td colspan="2" class="ct">Phòng Tư pháp huyện - Thường trực Hội đồng phối hợp công tác phổ biến, giáo dục pháp luật</td></tr></table></body></html>
''' % (menu(' | '), menu('<br>', k=5), t, '\n'.join('<p><b>Câu %d:</b> <i>%s</i></p><p><b>Đáp:</b> %s</p>' % (i + 1, q, a) for i, (q, a) in enumerate(qa)), others(4, '<li><a href="/pl/%(i)d">%(t)s</a></li>'))
    out = []
    for i, (q, a) in enumerate(qa):
        out += ['Câu %d: %s' % (i + 1, q), 'Đáp: ' + a]
    return html, lines(t, 'Phòng Tư pháp', '2013-08-22', *out)


@shape(5)
def photo_story(n=7):
    t, lead, p = NEWS[n]
    caps = ['Những chiếc ba lô được xếp ngay ngắn từ năm giờ sáng.', 'Đội hình thanh niên tình nguyện trước giờ xuất phát.', 'Các bạn trẻ dựng lại mái lớp học bị tốc sau cơn lốc tháng Năm.', 'Buổi tối, cả đội quây quần bên bếp lửa nhà sàn.']
    html = '''<!DOCTYPE html><html><head><meta charset="utf-8"><title>Ảnh: %s | Báo Sơn La trẻ</title></head><body><div class="header"><div class="inner"><a class="brand" href="/">Sơn La trẻ</a><ul class="menu">%s</ul></div></div><div class="inner main"><div class="crumb"><a href="/anh">Phóng sự ảnh</a></div><h1>%s</h1><div class="author-date"><span class="dt">Thứ Năm, 05/06/2014 14:20 GMT+7</span></div><h2 class="sapo-photo">%s</h2>
<div class="photo-list">%s</div><p class="source" style="text-align:right"><strong>Bài, ảnh: CẦM QUANG</strong></p><div class="sharebox"><span>Chia sẻ</span></div><div class="more"><h3>Phóng sự ảnh khác</h3>%s</div></div><div class="footer"><div class="inner">Báo Sơn La trẻ. Giấy phép số 88/GP-BTTTT. Tổng Biên tập: Lò Minh Hùng</div></div></body></html>
''' % (t, menu('', '<li><a href="/%d">%s</a></li>', 6), t, lead, '\n'.join('<p style="text-align:center"><img src="/photo/%d.jpg" width="660"></p><p style="text-align:center;font-style:italic">%s</p>' % x for x in enumerate(caps)) + '<p>%s</p>' % p[2], others(4, '<div class="th"><a href="/anh/%(i)d"><img src="/th/%(i)d.jpg"></a><a href="/anh/%(i)d">%(t)s</a></div>'))
    return html, lines(t, 'CẦM QUANG', '2014-06-05', lead, *['[' + c + ']' for c in caps], p[2])


@shape(5)
def dnn4(n=2):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN"><html lang="vi-VN"><head id="Head"><meta id="MetaGenerator" name="GENERATOR" content="DotNetNuke " /><meta content="text/html; charset=UTF-8" http-equiv="Content-Type" /><title>
	Sở Y tế > Tin hoạt động
</title></head><body id="Body" bottommargin="0" topmargin="0"><form name="Form" method="post" action="/Default.aspx?tabid=95&amp;ctl=Details&amp;mid=457&amp;ItemID=601" id="Form"><table class="pagemaster" border="0" cellspacing="0" cellpadding="0"><tr><td valign="top"><table class="skinmaster" width="770" border="0" align="center"><tr><td id="dnn_ControlPanel" class="contentpane" valign="top" align="center"></td></tr>
<tr><td valign="top"><table class="skingradient"><tr><td valign="middle" align="left"><span><div id="dnn_dnnSOLPARTMENU_ctldnnSOLPARTMENU">%s</div></span></td><td class="skingradient" align="right"><span id="dnn_dnnCURRENTDATE_lblDate" class="SelectedTab">20 Tháng Tư 2012</span></td></tr></table><table cellspacing="0"><tr><td align="right"><a id="dnn_dnnUSER_hypRegister" class="OtherTabs" href="#">Đăng Ký</a> &nbsp;&nbsp;|&nbsp;&nbsp; <a id="dnn_dnnLOGIN_hypLogin" class="OtherTabs" href="#">Đăng Nhập</a></td></tr></table></td></tr>
<tr><td valign="top" height="100%%"><table cellspacing="3" cellpadding="3" width="100%%" border="0"><tr valign="top"><td class="leftpane" id="dnn_LeftPane" valign="top"><a name="430"></a><span class="Head">Liên kết</span><div class="Normal"><a href="#">Bộ Y tế</a><br/><a href="#">Bảo hiểm xã hội</a></div></td>
<td id="dnn_ContentPane" class="contentpane" valign="top"><a name="457"></a><table class="containermaster_blue" cellspacing="0" cellpadding="5" align="center" border="0"><tr><td class="containerrow1_blue"><table width="100%%"><tr><td valign="middle" nowrap="nowrap">&nbsp;<span id="dnn_ctr457_dnnTITLE_lblTitle" class="Head">Tin hoạt động</span>&nbsp;</td></tr></table></td></tr>
<tr><td id="dnn_ctr457_ContentPane" align="left"><div id="dnn_ctr457_ModuleContent" class="DNNAligncenter"><table width="100%%"><tr><td><span id="dnn_ctr457_Details_lblTitle" class="SubHead" style="color:Red">%s</span></td></tr><tr><td><span id="dnn_ctr457_Details_lblDate" class="Normal">Cập nhật: 9/18/2010 9:41:00 AM</span></td></tr><tr><td><img id="dnn_ctr457_Details_img" src="/Portals/0/News/601.jpg" align="left" style="width:150px" /><span id="dnn_ctr457_Details_lblSummary" class="Normal"><b>%s</b></span></td></tr>
<tr><td><span id="dnn_ctr457_Details_lblContent" class="Normal"><p>%s</p>
<p>%s</p>
<p>%s</p>
<p>%s</p>
<p>%s</p>
<p align="right"><strong>Thanh Hoa</strong></p></span></td></tr><tr><td align="right"><a id="dnn_ctr457_Details_cmdReturn" class="CommandButton" href="#">Trở về</a></td></tr><tr><td><span class="SubHead">Các tin khác</span>%s</td></tr></table></div></td></tr></table></td></tr></table></td></tr>
<tr><td valign="top"><table class="skingradient"><tr><td align="center"><span id="dnn_dnnCOPYRIGHT_lblCopyright" class="SelectedTab">Bản quyền 2010 Sở Y tế</span>&nbsp;&nbsp;<a id="dnn_dnnTERMS_hypTerms" class="SelectedTab" href="#">Điều Khoản Sử Dụng</a></td></tr></table></td></tr></table></td></tr></table></form></body></html>
''' % (menu('&nbsp;', '<span class="MainMenu_MenuItem"><a href="/tabid/%d">%s</a></span>', 6), t, lead, *p, others(4, '<div class="Normal"><a href="?ItemID=%(i)d">%(t)s</a> (%(d)s)</div>'))
    return html, lines(t, 'Thanh Hoa', '2010-09-18', lead, *p)


@shape(6)
def dreamweaver(n=6):
    t, lead, p = NEWS[n]
    html = '''<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Chi cục Bảo vệ thực vật tỉnh</title><style type="text/css"><!-- .style5 {font-size:11px} .style12 {color:#006633;font-size:16px;font-weight:bold} --></style></head>
<body><table width="1002" border="0" align="center" cellpadding="0" cellspacing="0"><tr><td colspan="3"><img src="images/index_01.jpg" width="1002" height="168" alt=""></td></tr><tr><td width="201" valign="top" background="images/index_03.jpg"><table width="90%%" align="center">%s</table></td>
<td width="600" valign="top"><table width="98%%" align="center"><tr><td><span class="style12">%s</span><br><span class="style5">12-6-2012 09:40</span></td></tr><tr><td class="style5"><p><strong>%s</strong></p><p>%s</p><p><strong>Cách điều tra mật độ rầy</strong></p><p>%s</p><p>%s</p><p>Các loại thuốc khuyến cáo:<br>- Thuốc có hoạt chất Buprofezin;<br>- Thuốc có hoạt chất Pymetrozine;<br>- Thuốc có hoạt chất Dinotefuran.</p>
<p><img src="upload/ray01.jpg" width="250"><img src="upload/ray02.jpg" width="250"></p><p><em>Rầy nâu tuổi 2 và trưởng thành</em></p><p><strong>Sau khi phun thuốc</strong></p><p>%s</p><p>%s</p><p align="right"><strong>Kỹ sư Đỗ Văn Tài</strong></p></td></tr><tr><td><a href="javascript:history.go(-1);">Quay lại</a></td></tr></table>
<table width="98%%" align="center"><tr><td class="style12">Tin bài khác</td></tr>%s</table></td><td width="201" valign="top"><p class="style5">Số lượt truy cập: 55.201</p></td></tr><tr><td colspan="3" align="center" class="style5">Chi cục Bảo vệ thực vật - 12 Trần Phú. Điện thoại: 053.385.xxxx</td></tr></table></body></html>
''' % (menu('', '<tr><td><a href="?p=%d">%s</a></td></tr>'), t, lead, p[0], p[1], p[2], p[3], p[4], others(4, '<tr><td class="style5"><a href="?id=%(i)d">%(t)s</a> (%(d)s)</td></tr>'))
    return html, lines(t, 'Kỹ sư Đỗ Văn Tài', '2012-06-12', lead, p[0], 'Cách điều tra mật độ rầy', p[1], p[2], 'Các loại thuốc khuyến cáo:',
                       '- Thuốc có hoạt chất Buprofezin;', '- Thuốc có hoạt chất Pymetrozine;', '- Thuốc có hoạt chất Dinotefuran.', '[Rầy nâu tuổi 2 và trưởng thành]', 'Sau khi phun thuốc', p[3], p[4])


@shape(6)
def vnn_old(n=1):
    t, lead, p = NEWS[n]
    html = '''<HTML><HEAD><TITLE>%s</TITLE><META http-equiv="Content-Type" content="text/html; charset=utf-8"></HEAD><BODY bgColor=#ffffff><TABLE width=770 align=center border=0><TR><TD><A href="/"><IMG src="/logo.gif" border=0></A></TD></TR><TR><TD class=menu>%s</TD></TR>
<TR><TD><TABLE width="100%%"><TR><TD width=470 vAlign=top><TABLE width="100%%"><TR><TD class=title_detail>%s</TD></TR><TR><TD class=date_detail>08:05' 12/10/2005 (GMT+7)</TD></TR></TABLE>
<DIV class=content_detail><P align=justify><STRONG>(VNN) - %s</STRONG></P>
<TABLE cellSpacing=0 cellPadding=0 width=200 align=right border=0><TBODY><TR><TD><IMG height=150 src="/dataimages/200510/dl.jpg" width=200></TD></TR><TR><TD class=Image align=middle>%s</TD></TR></TBODY></TABLE>
<P align=justify>%s</P><P align=justify>%s</P><P align=justify>%s</P>
<UL><LI><STRONG><A href="/x/1">Bắt nhóm lừa đảo bằng tin nhắn trúng thưởng</A></STRONG></LI><LI><STRONG><A href="/x/2">Cảnh giác với cuộc gọi từ số lạ</A></STRONG></LI></UL>
<P align=justify>%s</P><P align=justify>%s</P><UL><LI><DIV align=justify><STRONG>Thanh Bình</STRONG></DIV></LI></UL></DIV>
<TABLE width="100%%"><TR><TD><A href="#">Gửi tin qua E-mail</A></TD><TD><A href="#">In tin này</A></TD><TD><A href="#">Gửi phản hồi</A></TD></TR></TABLE><TABLE><TR><TD><B>CÁC TIN KHÁC:</B></TD></TR>%s</TABLE></TD><TD width=300 vAlign=top><IMG src="/ad.gif"></TD></TR></TABLE></TD></TR><TR><TD align=middle class=footer>Toà soạn: 4 Láng Hạ. ĐT: 04 772 2729. Tổng biên tập: Nguyễn Anh Tuấn</TD></TR></TABLE></BODY></HTML>
''' % (t, menu(' | '), t, lead, CAPS[4], *p, others(4, '<TR><TD><A href="/x/%(i)d">%(t)s</A> (%(d)s)</TD></TR>'))
    return html, lines(t, 'Thanh Bình', '2005-10-12', '(VNN) - ' + lead, '[' + CAPS[4] + ']', *p)


@shape(6)
def wire(n=0):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html><html><head><meta charset="utf-8"><title>Tin địa phương - Cổng TTĐT tỉnh</title></head><body><div class="page-container"><div class="banner"><img src="/b.png"></div><div class="top-menu">%s</div><div class="content-container"><div class="main-col"><div class="title-bar"><span>Tin địa phương</span></div>
<div class="tin-chi-tiet"><h3>%s</h3><div class="tg">13/03/2012 - 08:15 SA</div><p>%s</p><p>%s</p><p>%s</p><p>%s</p><p>%s</p><p>%s</p><p style="text-align:right;font-style:italic">(TTXVN)</p></div>
<div class="cong-cu"><a href="#"><img src="/i/print.png"> In</a><a href="#"><img src="/i/mail.png"> Email</a></div><div class="ds-tin"><div class="title-bar"><span>Các tin đã đăng</span></div>%s</div></div></div><div class="chan-trang">Cơ quan quản lý: Văn phòng UBND tỉnh. Giấy phép: 12/GP-TTĐT</div></div></body></html>
''' % (menu(''), t, lead, *p, others(4, '<div class="dong"><a href="/%(i)d">%(t)s</a><span> - %(d)s</span></div>'))
    return html, lines(t, 'TTXVN', '2012-03-13', lead, *p)


@shape(6)
def poem(n=5):
    t, lead, p = NEWS[n]
    verse = ['Đình xưa mái ngói rêu phong', 'Ai về còn nhớ tiếng trống làng mình', 'Cây đa bến nước sân đình', 'Bao năm vẫn giữ nghĩa tình quê hương']
    html = '''<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>%s | Tạp chí Văn hóa cơ sở</title></head><body><div id="trang"><div id="dau"></div><ul id="thucdon">%s</ul><div id="giua"><h1 class="ten">%s</h1><p class="luc">Cập nhật lúc: 07:15 10/10/2012</p><p class="Chapeau">%s</p><p>%s</p><p>%s</p><p style="text-align:center"><em>%s</em></p><p>%s</p><p>%s</p><p>%s</p><p class="ky" style="text-align:right"><strong>TRẦN QUỐC VINH</strong></p>
<div id="lienquan"><h4>Bài liên quan</h4><ul>%s</ul></div></div><div id="duoi">Tạp chí Văn hóa cơ sở. Giấy phép xuất bản số 201. Tổng Biên tập: PGS.TS Hà Văn Nhân</div></div></body></html>
''' % (t, menu('', '<li><a href="/%d">%s</a></li>'), t, lead, p[0], p[1], '<br/>'.join(verse), *p[2:], others(3, '<li><a href="/%(i)d">%(t)s</a></li>'))
    return html, lines(t, 'TRẦN QUỐC VINH', '2012-10-10', lead, p[0], p[1], ' '.join(verse), *p[2:])


@shape(6)
def ministry(n=8):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml" lang="en-US"><head><title>Sở Giáo dục và Đào tạo &gt; Tin tức &gt; Tuyển sinh</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/></head><body><form id="f" method="post"><div class="sgd-header"><div class="sgd-lang"><a>Tiếng Việt</a> | <a href="/en">English</a></div></div><div class="sgd-menu"><ul>%s</ul></div>
<div class="sgd-body"><div class="sgd-left"><h3>Văn bản mới</h3><ul>%s</ul></div><div class="sgd-main" id="print-content"><div class="breadcrumb">Tin tức / Tuyển sinh</div><div class="news-item-title">%s</div><div class="news-item-info">Ngày cập nhật: 02 Tháng Năm 2013 &nbsp; Tác giả: Nguyễn Thị Hiền</div><div class="news-item-intro">%s</div><div class="news-item-content"><p>%s</p><p>%s</p><table class="tb" cellspacing="0"><thead><tr><th>STT</th><th>Lớp</th><th>Chỉ tiêu</th></tr></thead><tbody><tr><td>1</td><td>Chuyên Anh</td><td>40</td></tr><tr><td>2</td><td>Chuyên Toán</td><td>40</td></tr><tr><td>3</td><td>Đại trà</td><td>400</td></tr></tbody></table><p>%s</p><p>%s</p></div>
<div class="news-item-file"><b>File đính kèm:</b> <a href="/f/ts10.doc">ts10.doc</a></div><div class="news-item-rate">Bình chọn: <img src="/s.gif"/><img src="/s.gif"/> (3 lượt)</div><div class="news-item-more"><h4>Tin liên quan</h4><ul>%s</ul></div></div></div><div class="sgd-footer"><p>© Sở Giáo dục và Đào tạo</p><p>Trưởng ban biên tập: Ông Lê Văn Bình - Giám đốc Sở</p></div></form></body></html>
''' % (menu('', '<li><a href="/%d">%s</a></li>'), others(3, '<li><a href="/vb/%(i)d">%(t)s</a></li>', 4), t, lead, *p, others(3, '<li><a href="/%(i)d">%(t)s</a> (%(d)s)</li>'))
    return html, lines(t, 'Nguyễn Thị Hiền', '2013-05-02', lead, p[0], p[1], 'STT | Lớp | Chỉ tiêu', '1 | Chuyên Anh | 40', '2 | Chuyên Toán | 40', '3 | Đại trà | 400', p[2], p[3])


@shape(6)
def company(n=4):
    t, lead, p = NEWS[n]
    html = '''<html><head><title>HOA THO TEXTILE - Tin tuc</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body><table border="0" width="960" align="center" cellspacing="0"><tr><td><table width="100%%"><tr><td><img src="logo.png"></td><td align="right" class="lnk"><a href="/">Home</a> | <a href="/sitemap">Sitemap</a> | <a href="/contact">Contact</a> | <a href="/webmail">Webmail</a></td></tr></table></td></tr>
<tr><td><table width="100%%"><tr valign="top"><td width="210"><table class="box"><tr><th>SẢN PHẨM</th></tr><tr><td>Áo sơ mi</td></tr><tr><td>Quần tây</td></tr><tr><td>Sợi</td></tr></table><table class="box"><tr><th>HỖ TRỢ TRỰC TUYẾN</th></tr><tr><td>Phòng kinh doanh: 0511.3846.290</td></tr></table></td>
<td><table width="100%%" class="cnt"><tr><td class="bar">TIN TỨC &amp; SỰ KIỆN</td></tr><tr><td class="h">%s</td></tr><tr><td class="s">01/03/2013</td></tr><tr><td class="i"><b>%s</b></td></tr><tr><td class="d"><p style="margin-top:0;margin-bottom:6px;text-align:justify">%s</p><p style="margin-top:0;margin-bottom:6px;text-align:justify">%s</p><p align="center"><img src="img/dh1.jpg"><br><br><img src="img/dh2.jpg"><br><i>%s</i></p><p style="margin-top:0;margin-bottom:6px;text-align:justify">%s</p><p style="margin-top:0;margin-bottom:6px;text-align:justify">%s</p><p style="margin-top:0;margin-bottom:6px;text-align:justify">%s</p><p style="text-align:right"><i>Nguồn: Báo Công Thương</i></p></td></tr>
<tr><td class="o"><b>Tin khác</b>%s</td></tr><tr><td align="center">Trang: <b>1</b> <a href="?p=2">2</a> <a href="?p=3">3</a> <a href="?p=2">&gt;</a></td></tr></table></td></tr></table></td></tr><tr><td class="f" align="center">© 2012 Hoa Tho Textile. Địa chỉ: 36 Ông Ích Đường. Tel: +84 511 3846290. Đang online: 4</td></tr></table></body></html>
''' % (t, lead, p[0], p[1], CAPS[5], *p[2:], others(4, '<div>&raquo; <a href="/n/%(i)d">%(t)s</a> <i>(%(d)s)</i></div>'))
    return html, lines(t, 'Báo Công Thương', '2013-03-01', lead, p[0], p[1], '[' + CAPS[5] + ']', *p[2:])


@shape(6)
def tourism(n=5):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>%s - Du lịch Kinh Bắc</title></head><body><div class="hdr"><h1 class="logo"><a href="/">Du lịch Kinh Bắc</a></h1><div class="search"><input type="text" placeholder="Tìm điểm đến"></div></div><div class="menu-chinh"><a href="/d">Điểm đến</a><a href="/l">Lễ hội</a><a href="/a">Ẩm thực</a><a href="/k">Khách sạn</a></div>
<div class="khung-chinh"><div class="cot-8"><div class="bai"><h2 class="bai-tieu-de">%s</h2><div class="bai-thong-tin">Đăng bởi Thu Quỳnh, ngày 10/10/2012, 1.205 lượt xem</div><div class="bai-noi-dung"><p><strong>%s</strong></p><p>%s</p><h3>Nét chạm khắc thời Lê</h3><p><img class="can-trai" src="/u/dinh.jpg" alt="%s"/>%s</p><p>%s</p><h3>Khi nào mở cửa</h3><p>%s</p><p>%s</p></div><div class="ban-do"><a href="/map?id=3">Xem bản đồ</a></div><div class="chia-se"><a class="fb" href="#">Facebook</a> <a class="tw" href="#">Twitter</a></div></div>
<div class="gan-day"><h3>Điểm đến gần đây</h3><div class="o"><a href="/d/1">Chùa Bút Tháp</a><span>Cách 12 km</span></div><div class="o"><a href="/d/2">Làng tranh Đông Hồ</a><span>Cách 9 km</span></div></div></div><div class="cot-4"><div class="hop"><h3>Tour nổi bật</h3><a href="/t/1">Về miền quan họ 2 ngày 1 đêm</a><b>1.250.000đ</b></div></div></div><div class="chan"><p>Trung tâm Xúc tiến Du lịch Kinh Bắc</p></div></body></html>
''' % (t, t, lead, p[0], CAPS[3], p[1], p[2], p[3], p[4])
    return html, lines(t, 'Thu Quỳnh', '2012-10-10', lead, p[0], 'Nét chạm khắc thời Lê', p[1], p[2], 'Khi nào mở cửa', p[3], p[4])


@shape(6)
def good_people(n=2):
    t, lead, p = NEWS[n]
    html = '''<html><head><meta charset="utf-8"><title>Gương điển hình</title></head><body class="bg"><div class="ngoai"><div class="tren"><span>Thứ bảy, ngày 27/02/2016</span></div><div class="ngang">%s</div><div class="trai"><h4>GƯƠNG ĐIỂN HÌNH</h4></div><div class="phai">
<div class="tieu-de-lon">%s</div><div class="duoi-tieu-de"><span>Ngày đăng: 18/09/2010</span><span> | </span><span>Tác giả: Hoài Thu</span><span> | </span><span>Lượt xem: 1021</span></div>
<div class="chinh"><div style="text-align:justify"><b><i>%s</i></b></div><div>&nbsp;</div><div style="text-align:justify">%s</div><div>&nbsp;</div><div style="text-align:justify">%s</div><div>&nbsp;</div><div style="text-align:center"><img src="/a/cho.jpg"></div><div style="text-align:center"><i>%s</i></div><div>&nbsp;</div><div style="text-align:justify">%s</div><div>&nbsp;</div><div style="text-align:justify"><i>“Có hôm tôi đi bộ tám tiếng để đỡ một ca đẻ, lúc quay về thì trời đã sáng”</i>, bác sĩ Chò kể.</div><div>&nbsp;</div><div style="text-align:justify">%s</div><div>&nbsp;</div><div style="text-align:justify">%s</div></div>
<div class="nut"><a href="#">Trở về đầu trang</a><a href="#">In bài viết này</a></div><div class="ds"><b>Những bài viết khác:</b>%s</div></div><div class="cuoi">Hội Chữ thập đỏ tỉnh - Số 7 Phan Đăng Lưu - ĐT 038.3844.xxx</div></div></body></html>
''' % (menu(' - '), t, lead, p[0], p[1], CAPS[2], p[2], p[3], p[4], others(4, '<p><a href="/g/%(i)d">%(t)s</a> (%(d)s)</p>'))
    return html, lines(t, 'Hoài Thu', '2010-09-18', lead, p[0], p[1], '[' + CAPS[2] + ']', p[2], '“Có hôm tôi đi bộ tám tiếng để đỡ một ca đẻ, lúc quay về thì trời đã sáng”, bác sĩ Chò kể.', p[3], p[4])


@shape(6)
def university(n=7):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="vi-vn" lang="vi-vn"><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><meta name="generator" content="Joomla! - Open Source Content Management"/><title>%s</title></head><body id="ff-optima" class="f-default"><div id="rt-header"><div class="rt-container"><div class="rt-block"><a href="/" id="rt-logo"></a></div><div class="rt-menubar"><ul class="menutop">%s</ul></div></div></div>
<div id="rt-main" class="mb8-sa4"><div class="rt-container"><div class="rt-grid-8"><div class="rt-block"><div class="rt-article"><div class="article-header"><h1 class="title"><a href="/bai/7">%s</a></h1></div><div class="rt-articleinfo"><span class="rt-date-posted">Thứ năm, 05 Tháng 6 2014 02:15</span><span class="rt-author">Viết bởi Phòng CTSV</span><div class="rt-article-icons"><a href="#" class="rt-print-icon"><span class="icon"></span></a></div></div>
<p><strong>%s</strong></p><p style="text-align: justify;"><img style="float:right" src="/images/mhx.jpg" width="300" alt="mhx"/>%s</p><p style="text-align: justify;">%s</p><p style="text-align: justify;">%s</p><blockquote><p>%s</p></blockquote><p style="text-align: justify;">%s</p><p><a href="/images/kehoach.pdf"><img src="/images/pdf.png" width="16" height="16"/> Kế hoạch chiến dịch</a></p></div></div></div>
<div class="rt-grid-4"><div class="rt-block"><h2 class="title">Tin mới nhất</h2><ul class="latestnews">%s</ul></div><div class="rt-block"><h2 class="title">Thống kê</h2><div>Hôm nay <b>152</b></div><div>Hôm qua <b>410</b></div></div></div></div></div><div id="rt-copyright"><div class="rt-block">© 2014 Trường Cao đẳng Sư phạm</div></div></body></html>
''' % (t, menu('', '<li class="item%d"><a href="#">%s</a></li>'), t, lead, *p, others(4, '<li><a href="/%(i)d">%(t)s</a></li>'))
    return html, lines(t, 'Phòng CTSV', '2014-06-05', lead, *p)


@shape(6)
def capital_title(n=3):
    t, lead, p = NEWS[n]
    html = '''<html><head><title>:: SỞ VĂN HÓA - THỂ THAO HÀ SEN ::</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body><center><table width="780" border="0" bgcolor="white"><tr><td colspan="2"><img src="hinh/banner.gif"></td></tr><tr><td width="170" valign="top"><font size="2">%s</font></td><td valign="top"><br><center><font size="3" color="#800000"><b>%s</b></font></center><br><div align="justify"><font size="2"><b>%s</b></font></div><br><div align="justify"><font size="2">&nbsp;&nbsp;&nbsp;%s</font></div><br><div align="justify"><font size="2">&nbsp;&nbsp;&nbsp;%s</font></div><br><div align="justify"><font size="2">&nbsp;&nbsp;&nbsp;%s</font></div><br><div align="justify"><font size="2">&nbsp;&nbsp;&nbsp;%s</font></div><br><div align="right"><font size="2"><b>Bình Minh</b></font></div><div align="right"><font size="1"><i>Cập nhật ngày 20/05/2008</i></font></div><hr size="1"><font size="2"><b>CÁC TIN ĐÃ ĐƯA:</b><br>%s</font></td></tr><tr><td colspan="2" align="center"><font size="1">Bạn là người truy cập thứ <img src="counter.cgi"></font></td></tr></table></center></body></html>
''' % (menu('<br><br>'), t.upper(), lead, *p, others(5, '* <a href="xem.asp?ma=%(i)d">%(t)s</a> (%(d)s)<br>'))
    return html, lines(t.upper(), 'Bình Minh', '2008-05-20', lead, *p)


@shape(7)
def fax_table(n=0):
    t, lead, p = NEWS[n]
    html = '''<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Ban Chỉ huy PCLB</title></head><body><div align="center"><table border="0" width="780" cellpadding="0" style="border-collapse:collapse"><tr><td width="780" colspan="3"><img border="0" src="images/bannerpclb.jpg"></td></tr><tr><td width="150" valign="top"><table border="0" width="100%%">%s</table></td><td width="10">&nbsp;</td><td width="620" valign="top"><table border="0" width="100%%"><tr><td><p class="TieuDe">%s</p></td></tr><tr><td><p class="Ngay">Thứ tư, ngày 14/03/2012 09:02:11</p></td></tr><tr><td><p class="TomTat">%s</p></td></tr><tr><td>
<p class="VanBan">%s</p><p class="VanBan">%s</p><p class="VanBan">%s</p><p class="VanBan">%s</p><p class="VanBan">%s</p></td></tr><tr><td><p class="TacGia" align="right">Vũ Hiền</p></td></tr><tr><td><p class="Nguon" align="right">(Nguồn: Báo Hòa Bình điện tử)</p></td></tr><tr><td bgcolor="#C0D8F0"><b>&nbsp;Các tin liên quan</b></td></tr>%s</table></td></tr><tr><td colspan="3" align="center"><p class="Chan">Thường trực Ban: Chi cục Thủy lợi - Fax: 0218.3852.xxx</p></td></tr></table></div></body></html>
''' % (menu('', '<tr><td><a href="?m=%d"><font color="#003366">%s</font></a></td></tr>'), t, lead, *p, others(4, '<tr><td>&nbsp;&bull; <a href="?t=%(i)d">%(t)s</a> <font size="1">%(d)s</font></td></tr>'))
    return html, lines(t, 'Vũ Hiền', '2012-03-14', lead, *p)


@shape(7)
def police(n=1):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><title>Cảnh giác - Trang thông tin Công an tỉnh</title></head><body><div class="wrapper"><div id="banner"></div><div id="topnav">%s</div><marquee>Nhiệt liệt chào mừng kỷ niệm ngày truyền thống lực lượng Công an nhân dân</marquee><div id="content"><div class="box-left"><div class="box-h">TRUY NÃ</div><p>Nguyễn Văn A, sinh 1985</p></div>
<div class="box-center"><div class="box-h"><a href="/canhgiac">Cảnh giác</a></div><div class="d-title">%s</div><div class="d-date">[15/07/2016 - 07:30]</div><div class="d-brief"><img src="/upload/thumb.jpg" width="120" align="left" hspace="5">%s</div><div class="d-full"><p>%s</p><p>%s</p><p>%s</p><p style="text-align:center;"><img src="/upload/sms.jpg"></p><p style="text-align:center;"><span style="font-size:11px;"><em>%s</em></span></p><p>%s</p><p>%s</p><p style="text-align:right;"><strong><em>Nguyễn Hoàng - Lê Hà</em></strong></p></div><div class="d-tool"><a href="#">Xem bản in</a> | <a href="#">Gửi bài viết</a> | <a href="#">Lưu bài</a></div><div class="d-other"><h4>CÁC TIN TIẾP THEO</h4><ul>%s</ul></div></div></div><div id="foot">Trang thông tin điện tử Công an tỉnh - Trưởng ban biên tập: Đại tá Phạm Văn Sơn</div></div></body></html>
''' % (menu(' | '), t, lead, p[0], p[1], p[2], CAPS[4], p[3], p[4], others(4, '<li><a href="/x/%(i)d">%(t)s</a> <span>[%(d)s]</span></li>'))
    return html, lines(t, 'Nguyễn Hoàng', '2016-07-15', lead, *p[:3], '[' + CAPS[4] + ']', *p[3:])


@shape(7)
def youth(n=7):
    t, lead, p = NEWS[n]
    html = '''<html><head><meta charset="utf-8"><title>%s :: Tỉnh Đoàn</title></head><body><div class="container_12"><div class="grid_12 header"></div><ul class="sf-menu">%s</ul><div class="grid_8"><div class="post"><h2 class="post-title">%s</h2><p class="post-info">Thứ năm, 05/06/2014 | 08:15 &nbsp; <span>Viết bởi: Ban Thanh niên trường học</span></p><p class="post-lead"><strong>%s</strong></p><p>%s</p><p>%s</p><div class="img-center"><img src="/media/ms.jpg" alt=""/><span class="img-note">%s</span></div><p>%s</p><p>%s</p><p>%s</p><ul class="doc"><li><a href="/f/kh.pdf">Kế hoạch số 45</a></li></ul></div><div class="prev-next"><a href="/p">« Bài trước</a> <a href="/n">Bài sau »</a></div><div class="relate"><h3>Có thể bạn quan tâm</h3><ul>%s</ul></div></div><div class="grid_4 sidebar"><h3>Lịch tuần</h3><p>Thứ hai: Giao ban</p></div><div class="grid_12 footer">Tỉnh Đoàn - ĐT: 022.3852.xxx</div></div></body></html>
''' % (t, menu('', '<li><a href="/%d">%s</a></li>'), t, lead, p[0], p[1], CAPS[2], *p[2:], others(4, '<li><a href="/%(i)d">%(t)s</a></li>'))
    return html, lines(t, 'Ban Thanh niên trường học', '2014-06-05', lead, p[0], p[1], '[' + CAPS[2] + ']', *p[2:])


@shape(7)
def heritage(n=5):
    t, lead, p = NEWS[n]
    html = '''<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=utf-8"><TITLE>Hội Di sản</TITLE></HEAD><BODY BGCOLOR="#FFFFE8"><TABLE BORDER=0 WIDTH=100%%><TR><TD ALIGN=CENTER><FONT SIZE=5 COLOR=#800000><B>HỘI DI SẢN VĂN HÓA</B></FONT></TD></TR><TR><TD ALIGN=CENTER><A HREF="i.htm">Trang đầu</A> - <A HREF="t.htm">Tin tức</A> - <A HREF="b.htm">Bài nghiên cứu</A> - <A HREF="l.htm">Liên lạc</A></TD></TR></TABLE><HR>
<P ALIGN=CENTER><FONT SIZE=4 COLOR=#000080><B>%s</B></FONT><BR><FONT SIZE=2>Bài của <B>Lê Tùng</B></FONT></P>
<P ALIGN=JUSTIFY><I>%s</I></P>
<P ALIGN=JUSTIFY>%s<P ALIGN=JUSTIFY>%s<P ALIGN=CENTER><IMG SRC="dinh2.jpg" BORDER=1><BR><FONT SIZE=2><I>%s</I></FONT><P ALIGN=JUSTIFY>%s<P ALIGN=JUSTIFY>%s<P ALIGN=JUSTIFY>%s
<P ALIGN=RIGHT><FONT SIZE=2>Đưa lên mạng ngày 12-10-2003</FONT></P><HR><P ALIGN=CENTER><FONT SIZE=1><A HREF="t.htm">Trở về trang tin tức</A><BR>Ý kiến đóng góp xin gửi về hoidisan@example.vn</FONT></P></BODY></HTML>
''' % (t, lead, p[0], p[1], CAPS[3], *p[2:])
    return html, lines(t, 'Lê Tùng', '2003-10-12', lead, p[0], p[1], '[' + CAPS[3] + ']', *p[2:])


@shape(7)
def clinic(n=2):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Trung tâm Y tế huyện Kỳ Sơn</title></head><body><div class="topbar">Hotline: 038.3875.115</div><header><img src="/logo.png"/></header><nav>%s</nav><div class="wrap"><div class="leftbar"><p class="ttl">Dịch vụ</p><p><a href="/d1">Khám sức khỏe</a></p><p><a href="/d2">Tiêm chủng</a></p></div><div class="centerbar"><table class="art"><tbody><tr><td class="art-title" colspan="2">%s</td></tr><tr><td class="art-date">Ngày: 18/09/2010</td><td class="art-view" align="right">Lượt xem: 900</td></tr><tr><td colspan="2" class="art-desc">%s</td></tr><tr><td colspan="2" class="art-body"><div>%s</div><div>%s</div><table width="100%%"><tbody><tr><td align="center"><img src="/a1.jpg" width="300"/></td><td align="center"><img src="/a2.jpg" width="300"/></td></tr><tr><td align="center">Khám thai cho phụ nữ trong bản</td><td align="center">Vườn thuốc nam của trạm</td></tr></tbody></table><div>%s</div><div>%s</div><div>%s</div></td></tr><tr><td colspan="2" align="right" class="art-author">Lương Văn Mùi</td></tr></tbody></table><div class="art-more"><span>Bài viết liên quan</span>%s</div></div></div><footer><p>Trung tâm Y tế huyện Kỳ Sơn</p><p>Giám đốc: BSCKI Hà Văn Hùng</p></footer></body></html>
''' % (menu(''), t, lead, *p, others(3, '<a class="lnk" href="/%(i)d">%(t)s</a>'))
    return html, lines(t, 'Lương Văn Mùi', '2010-09-18', lead, p[0], p[1], '[Khám thai cho phụ nữ trong bản]', '[Vườn thuốc nam của trạm]', *p[2:])


@shape(7)
def farmer_paper(n=9):
    t, lead, p = NEWS[n]
    html = '''<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><title>%s | Nông thôn mới</title><meta property="og:title" content="%s"/></head><body><div id="main"><div id="header"><div class="date-now">Thứ sáu 27/11/2009</div></div><div id="menu"><ul>%s</ul></div><div id="detail-left"><div class="cat"><a href="/kt">Kinh tế</a> &raquo; <a href="/xk">Xuất khẩu</a></div><div class="detail-date">25/11/2009 , 10:23 (GMT+7)</div><h1>%s</h1><div class="detail-lead">%s</div><div id="detail-content"><p>%s</p><p>%s</p><div style="border:1px solid #ccc;padding:5px;background:#ffc"><p><strong>Mã số vùng trồng</strong> là mã do cơ quan kiểm dịch cấp cho từng vùng, để truy được quả thanh long bị trả về từ vườn nào.</p></div><p>%s</p><p><b>Gánh nặng tiền điện</b></p><p>%s</p><p>%s</p><p class="tacgia" align="right"><b>PHƯỚC AN</b></p></div><div class="fb-share">Chia sẻ | Thích | Bình luận</div><div class="detail-related"><div>Tin liên quan</div><ul>%s</ul></div></div><div id="detail-right"><div>Tin đọc nhiều</div><ul>%s</ul></div><div id="footer">Chuyên trang Nông thôn mới. Tổng Biên tập: Lê Văn Thái</div></div></body></html>
''' % (t, t, menu('', '<li><a href="/%d">%s</a></li>'), t, lead, *p, others(3, '<li><a href="/%(i)d">%(t)s</a></li>'), others(4, '<li><a href="/%(i)d">%(t)s</a></li>', 3))
    return html, lines(t, 'PHƯỚC AN', '2009-11-25', lead, p[0], p[1], 'Mã số vùng trồng là mã do cơ quan kiểm dịch cấp cho từng vùng, để truy được quả thanh long bị trả về từ vườn nào.', p[2], 'Gánh nặng tiền điện', p[3], p[4])


@shape(7)
def notice_words(n=8):
    t, lead, p = NEWS[n]
    html = '''<html><head><meta charset="utf-8"><title>THPT Nguyễn Trãi &raquo; Thông báo</title></head><body><table class="khung" align="center" width="1000"><tr><td class="dau" colspan="2">&nbsp;</td></tr><tr><td class="doc" width="220" valign="top"><div class="mh">MENU</div>%s<div class="mh">THÀNH VIÊN</div><div>Xin chào: Khách</div><div>Số thành viên: 412</div></td><td class="noidung" valign="top"><div class="tde">%s</div><div class="tt">Cập nhật lúc: 08:21, 02/05/2013 (GMT+7) | Người gửi: Văn phòng</div><div class="nd"><p class="MsoNormal"><b><i>%s</i></b></p><p class="MsoNormal">%s</p><p class="MsoNormal">%s</p><p class="MsoNormal">%s</p><p class="MsoNormal">%s</p><p class="MsoNormal"><b><u>Hồ sơ gồm có:</u></b></p><p class="MsoNormal">1. Đơn xin dự tuyển theo mẫu của trường.</p><p class="MsoNormal">2. Bản sao giấy khai sinh hợp lệ.</p><p class="MsoNormal">3. Học bạ cấp trung học cơ sở (bản chính).</p></div><div class="cc"><a href="#">Về đầu trang</a></div><div class="tk"><b>Thông báo khác:</b>%s</div></td></tr><tr><td colspan="2" class="cuoi">Trường THPT Nguyễn Trãi - Quản trị: thầy Nguyễn Văn Tuấn</td></tr></table></body></html>
''' % (menu('', '<div class="mi"><a href="/%d">%s</a></div>'), t, lead, *p, others(4, '<div>- <a href="/tb/%(i)d">%(t)s</a></div>'))
    return html, lines(t, '', '2013-05-02', lead, *p, 'Hồ sơ gồm có:', '- Đơn xin dự tuyển theo mẫu của trường.', '- Bản sao giấy khai sinh hợp lệ.', '- Học bạ cấp trung học cơ sở (bản chính).')


@shape(7)
def inner_frame(n=4):
    t, lead, p = NEWS[n]
    html = '''<body leftmargin="0" topmargin="0" style="font-family:Arial">
<script>document.title='Tin cong doan'</script>
<p style="font-size:16px;color:#c00;font-weight:bold;margin:0">%s</p>
<p style="font-size:11px;color:#999;margin:0">01-03-2013 07:55</p>
<p style="font-weight:bold">%s</p>
<p>%s</p>
<p>%s</p>
<p align="center"><img src="../anh/dh.jpg"/></p>
<p align="center" style="font-size:11px">%s</p>
<p>%s</p>
<p>%s</p>
<p>%s</p>
<p align="right"><em>Tin và ảnh: Quốc Hưng</em></p>
<p><a href="tin.asp?id=1">&laquo; Tin trước</a>&nbsp;&nbsp;&nbsp;<a href="tin.asp?id=3">Tin sau &raquo;</a></p>
</body>
''' % (t, lead, p[0], p[1], CAPS[5], *p[2:])
    return html, lines(t, 'Quốc Hưng', '2013-03-01', lead, p[0], p[1], '[' + CAPS[5] + ']', *p[2:])


@shape(7)
def portlet_table(n=6):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html><html><head><meta charset="utf-8"><title>Chi tiết bài viết</title></head><body><div id="portal"><table class="layout-portal"><tr><td class="portlet-header" colspan="3"><table><tr><td><a href="/"><img src="/h.jpg"></a></td></tr></table></td></tr><tr><td class="layout-left"><div class="portlet"><div class="portlet-title">Danh mục tin</div><div class="portlet-content"><table>%s</table></div></div></td><td class="layout-center"><div class="portlet"><div class="portlet-content"><table class="viewcontent"><tr><td class="vc-title">%s</td></tr><tr><td class="vc-info"><span class="vc-date">10:22 | 11/06/2012</span> <a href="#"><img src="/p.gif" alt="In"></a> <a href="#"><img src="/m.gif" alt="Gửi mail"></a></td></tr><tr><td class="vc-abstract"><table><tr><td><img src="/img/ray_s.jpg" width="130"></td><td valign="top">%s</td></tr></table></td></tr><tr><td class="vc-content"><p>%s</p><p>%s</p><p>%s</p><p>%s</p><p>%s</p></td></tr><tr><td class="vc-author">Theo: Trạm Bảo vệ thực vật</td></tr></table><div class="vc-other"><div class="vc-other-title">Các bài đã đăng</div><table>%s</table></div></div></div></td><td class="layout-right"><div class="portlet"><div class="portlet-title">Bình chọn</div><div class="portlet-content">Theo bạn, giá lúa năm nay thế nào?</div></div></td></tr><tr><td colspan="3" class="portlet-footer">Cổng thông tin điện tử huyện. Ghi rõ nguồn khi trích dẫn.</td></tr></table></div></body></html>
''' % (menu('', '<tr><td><a href="/c/%d">%s</a></td></tr>'), t, lead, *p, others(4, '<tr><td><a href="/b/%(i)d">%(t)s</a></td><td>%(d)s</td></tr>'))
    return html, lines(t, 'Trạm Bảo vệ thực vật', '2012-06-11', lead, *p)


@shape(7)
def sports_paper(n=3):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html><html><head><meta charset="utf-8"><title>%s - Thể thao - Báo Hà Sen</title></head><body><div class="site-header"><div class="w"><a class="logo" href="/">Báo Hà Sen</a><span class="today">Thứ Hai, 23/5/2011</span></div></div><div class="site-nav"><ul>%s</ul></div><div class="w"><div class="l-content"><div class="title-detail">%s</div><div class="meta-detail"><span>Thứ Sáu, 20/5/2011 15:2</span><span class="cmt">0 bình luận</span></div><div class="short-intro">%s</div><div class="content-detail"><p>%s</p><table class="picture" align="center"><tbody><tr><td class="pic"><img src="/pic/co.jpg"></td></tr><tr><td class="caption"><p>%s</p></td></tr></tbody></table><p>%s</p><p><strong>Bàn đấu cho người khiếm thị</strong></p><p>%s</p><p>%s</p><p style="text-align:right"><strong>Bài, ảnh: Trọng Đức</strong></p></div><div class="tag-detail">Từ khóa: <a href="/t1">cờ tướng</a> <a href="/t2">Thành Sen</a></div><div class="box-comment">Gửi bình luận của bạn</div><div class="news-relate"><p class="hd">Tin cùng mục</p>%s</div></div><div class="r-content"><p class="hd">Xem nhiều</p>%s</div></div><div class="site-footer">Báo Hà Sen điện tử. Giấy phép số 321. ® Không sao chép khi chưa có sự đồng ý bằng văn bản</div></body></html>
''' % (t, menu('', '<li><a href="/%d">%s</a></li>'), t, lead, p[0], CAPS[1], p[1], p[2], p[3], others(3, '<p><a href="/%(i)d">%(t)s</a></p>'), others(3, '<p><a href="/%(i)d">%(t)s</a></p>', 4))
    return html, lines(t, 'Trọng Đức', '2011-05-20', lead, p[0], '[' + CAPS[1] + ']', p[1], 'Bàn đấu cho người khiếm thị', p[2], p[3])


@shape(8)
def customs_asp(n=4):
    t, lead, p = NEWS[n]
    html = '''<html><head><title>Cục Hải quan tỉnh</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><link rel="stylesheet" href="inc/main.css"></head><body class="body"><table width="1000" align="center" class="main"><tr><td colspan="3" class="banner"></td></tr><tr><td colspan="3" class="mnu">%s</td></tr><tr><td class="left" width="180" valign="top"><table class="tblMenu"><tr><th>Thông tin nghiệp vụ</th></tr>%s</table></td><td class="mid" valign="top"><table class="tblNews" width="100%%"><tr><td class="nHead"><img src="img/tintuc.gif" alt="Tin tức"></td></tr><tr><td class="nTitle">%s</td></tr><tr><td class="nInfo">Ngày gửi: 01/03/2010&nbsp;&nbsp;Đơn vị: Công đoàn Cục</td></tr><tr><td class="nSapo">%s</td></tr><tr><td class="nBody"><p>%s</p><p>%s</p><p>%s</p><p>%s</p><p>%s</p></td></tr><tr><td class="nAuthor" align="right">Tin: Ngọc Loan</td></tr></table><table class="tblOther"><tr><th>Tin đã đưa</th></tr>%s</table></td><td class="right" width="150" valign="top"><table><tr><th>Tỷ giá</th></tr><tr><td>USD 18.544</td></tr><tr><td>EUR 25.120</td></tr></table></td></tr><tr><td colspan="3" class="foot">Bản quyền của Cục Hải quan tỉnh. Mọi góp ý xin liên hệ: webmaster@example.vn</td></tr></table></body></html>
''' % (menu(' | '), menu('', '<tr><td><a href="?n=%d">%s</a></td></tr>', 6), t, lead, *p, others(4, '<tr><td><a href="?id=%(i)d">%(t)s</a> (%(d)s)</td></tr>'))
    return html, lines(t, 'Ngọc Loan', '2010-03-01', lead, *p)


@shape(8)
def purity(n=5):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="vi-vn" lang="vi-vn"><head><meta http-equiv="content-type" content="text/html; charset=utf-8" /><meta name="generator" content="Joomla! 1.5 - Open Source Content Management" /><title>%s</title></head><body id="bd" class="fs3"><div id="ja-wrapper"><div id="ja-headerwrap"><h1 class="logo"><a href="/index.php"><span>Ban Quản lý di tích</span></a></h1></div><div id="ja-mainnavwrap"><ul id="ja-cssmenu">%s</ul></div><div id="ja-containerwrap"><div id="ja-mainbody"><div id="ja-pathway"><strong>Bạn đang ở:</strong> <a href="/">Trang chủ</a> Tin tức</div><div id="ja-current-content"><h2 class="contentheading">%s</h2><div class="article-tools"><div class="article-meta"><span class="createdate">Thứ tư, 10 Tháng 10 2012 07:15</span><span class="createby">Phạm Thanh</span></div><div class="buttonheading"><a href="#"><img src="/t/printButton.png" alt="In"/></a><a href="#"><img src="/t/emailButton.png" alt="Email"/></a></div></div><div class="article-content"><p style="text-align: justify;"><strong>%s</strong></p><p style="text-align: justify;">%s</p><p style="text-align: center;"><img src="/images/stories/dinh.jpg" border="0"/></p><p style="text-align: center;"><em>%s</em></p><p style="text-align: justify;">%s</p><p style="text-align: justify;">%s</p><p style="text-align: justify;">%s</p><p style="text-align: justify;">%s</p></div><span class="article_separator">&nbsp;</span><div class="jcomments-links"><a href="#">Thêm nhận xét</a></div></div></div><div id="ja-col"><div class="moduletable"><h3>Tin mới</h3><ul class="latestnews">%s</ul></div><div class="moduletable"><h3>Bình chọn</h3><form><table class="poll"><tr><td>Bạn biết trang web này qua đâu?</td></tr><tr><td>Bạn bè</td></tr><tr><td>Công cụ tìm kiếm</td></tr></table></form></div></div></div><div id="ja-footerwrap">Copyright © 2012 Ban Quản lý di tích. Designed by JoomlArt</div></div></body></html>
''' % (t, menu('', '<li><a href="/%d"><span>%s</span></a></li>'), t, lead, p[0], CAPS[3], *p[1:], others(4, '<li class="latestnews"><a href="/%(i)d">%(t)s</a></li>'))
    return html, lines(t, 'Phạm Thanh', '2012-10-10', lead, p[0], '[' + CAPS[3] + ']', *p[1:])


@shape(8)
def with_comments(n=1):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html><html><head><meta charset="utf-8"><title>%s - Báo Phương Nam</title></head><body><div id="container"><div id="header"><a href="/"><img src="/logo.png"></a></div><ul id="nav">%s</ul><div id="content"><div class="news-detail"><p class="time">09:12 | 16/07/2015</p><p class="title">%s</p><p class="sapo">%s</p><div class="body"><p>%s</p><p>%s</p><p class="xemthem">&raquo; <a href="/1.html">Những chiêu lừa mới trên mạng xã hội</a></p><p class="xemthem">&raquo; <a href="/2.html">Mất 50 triệu vì một cuộc gọi</a></p><p>%s</p><p>%s</p><p>%s</p><p class="author">HẢI ĐĂNG</p></div></div>
<div class="comment-list"><p class="cm-head">Ý kiến bạn đọc (3)</p><div class="cm"><b>Nguyễn Thị Bông</b> - 10:20 | 16/07/2015<p>Nhà tôi tuần trước cũng nhận được cuộc gọi y hệt như trong bài, may mà con gái tôi đi làm về kịp nên chưa bấm vào đường dẫn.</p></div><div class="cm"><b>Trần Đình Phước</b> - 11:02 | 16/07/2015<p>Đề nghị nhà mạng phải có biện pháp chặn những số điện thoại lừa đảo như thế này, chứ cứ để người dân tự phòng thì biết đến bao giờ.</p></div><div class="cm"><b>Lan</b> - 13:45 | 16/07/2015<p>Cảm ơn báo đã đưa tin, tôi sẽ in ra cho mẹ tôi đọc vì bà ở quê hay nhẹ dạ cả tin lắm.</p></div></div>
<div class="same-cate"><p class="head">Tin cùng chuyên mục</p><ul>%s</ul></div></div><div id="footer"><p>Báo Phương Nam - Cơ quan ngôn luận của Liên hiệp các hội. Giấy phép số 55</p></div></div></body></html>
''' % (t, menu('', '<li><a href="/%d">%s</a></li>'), t, lead, *p, others(4, '<li><a href="/%(i)d">%(t)s</a></li>'))
    return html, lines(t, 'HẢI ĐĂNG', '2015-07-16', lead, *p)


@shape(8)
def science(n=6):
    t = 'Hiệu lực của một số thuốc sinh học đối với rầy nâu hại lúa tại Đông Xuân'
    ab = 'Nghiên cứu so sánh hiệu lực của bốn loại thuốc sinh học trong điều kiện nhà lưới và ngoài đồng ruộng ở hai vụ liên tiếp.'
    p = NEWS[n][2]
    html = '''<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Tạp chí Khoa học địa phương</title></head><body><div class="page"><div class="mast">TẠP CHÍ KHOA HỌC ĐỊA PHƯƠNG - SỐ 4/2013</div><div class="nav">%s</div><div class="article"><h2 class="at">%s</h2><p class="au">Vũ Đức Long</p><p class="ab"><b>Tóm tắt:</b> %s</p><h3>1. Đặt vấn đề</h3><p>%s</p><h3>2. Phương pháp</h3><p>%s</p><p>%s</p><h3>3. Kết quả</h3><p>%s</p><table border="1"><tr><th>Công thức</th><th>Hiệu lực sau 7 ngày (%%)</th></tr><tr><td>Nấm xanh</td><td>71,4</td></tr><tr><td>Nấm trắng</td><td>66,0</td></tr></table><p>%s</p><h3>Tài liệu tham khảo</h3><p>[1] Cục Bảo vệ thực vật (2010), Phương pháp điều tra phát hiện dịch hại.</p><p>[2] Trần Văn Hai (2009), Giáo trình hóa bảo vệ thực vật.</p></div><div class="bt"><a href="/so4">Về mục lục số 4</a></div><div class="ft">Tòa soạn: Liên hiệp các hội khoa học và kỹ thuật tỉnh</div></div></body></html>
''' % (menu(' | '), t, ab, p[0], p[1], p[2], p[3], p[4])
    return html, lines(t, 'Vũ Đức Long', '', 'Tóm tắt: ' + ab, '1. Đặt vấn đề', p[0], '2. Phương pháp', p[1], p[2], '3. Kết quả', p[3], 'Công thức | Hiệu lực sau 7 ngày (%)', 'Nấm xanh | 71,4', 'Nấm trắng | 66,0', p[4],
                       'Tài liệu tham khảo', '[1] Cục Bảo vệ thực vật (2010), Phương pháp điều tra phát hiện dịch hại.', '[2] Trần Văn Hai (2009), Giáo trình hóa bảo vệ thực vật.')


@shape(8)
def invitation(n=0):
    t = 'Giấy mời dự lễ khai trương Thư viện điện tử huyện'
    html = '''<html><head><meta charset="utf-8"><title>UBND huyện Tân Lạc - Thông báo</title></head><body><table width="100%%"><tr><td class="top">%s</td></tr><tr><td><div class="tieude">%s</div><div class="ngay">Ngày đăng: 20/08/2012</div><div class="noidung"><p><b>Kính gửi:</b> Các đồng chí lãnh đạo xã, thị trấn; hiệu trưởng các trường học trên địa bàn huyện.</p><p>UBND huyện trân trọng kính mời các đồng chí tới dự lễ khai trương Thư viện điện tử huyện Tân Lạc.</p><p><b>Thời gian:</b> 8 giờ 00 phút, ngày 02 tháng 9 năm 2012 (Chủ nhật).</p><p><b>Địa điểm:</b> Trung tâm Văn hóa huyện, khu 2, thị trấn Mường Khến.</p><p>Rất hân hạnh được đón tiếp các đồng chí!</p><p align="right"><b>TM. BAN TỔ CHỨC<br>Trưởng phòng Văn hóa và Thông tin</b></p><p align="right"><b>Hà Thị Nhàn</b></p></div><div class="lq"><b>Thông báo khác</b><ul>%s</ul></div></td></tr><tr><td class="bot">UBND huyện Tân Lạc - Điện thoại 0218 3834 123</td></tr></table></body></html>
''' % (menu(' | '), t, others(3, '<li><a href="/%(i)d">%(t)s</a> (%(d)s)</li>'))
    return html, lines(t, '', '2012-08-20', 'Kính gửi: Các đồng chí lãnh đạo xã, thị trấn; hiệu trưởng các trường học trên địa bàn huyện.',
                       'UBND huyện trân trọng kính mời các đồng chí tới dự lễ khai trương Thư viện điện tử huyện Tân Lạc.',
                       'Thời gian: 8 giờ 00 phút, ngày 02 tháng 9 năm 2012 (Chủ nhật).', 'Địa điểm: Trung tâm Văn hóa huyện, khu 2, thị trấn Mường Khến.',
                       'Rất hân hạnh được đón tiếp các đồng chí!', 'TM. BAN TỔ CHỨC Trưởng phòng Văn hóa và Thông tin', 'Hà Thị Nhàn')


@shape(8)
def law_text(n=0):
    t = 'Quy chế tiếp công dân của Ủy ban nhân dân huyện Tân Lạc'
    a = ['Quy chế này quy định trách nhiệm của cán bộ, công chức trong việc tiếp công dân tại trụ sở Ủy ban nhân dân huyện.',
         'Công dân đến trụ sở tiếp công dân có quyền trình bày nội dung khiếu nại, tố cáo, kiến nghị, phản ánh và được hướng dẫn, giải thích.',
         'Chủ tịch Ủy ban nhân dân huyện trực tiếp tiếp công dân ít nhất hai ngày trong một tháng và tiếp đột xuất khi có yêu cầu khẩn thiết.']
    html = '''<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>%s | Văn bản</title></head><body><div class="hd">%s</div><div class="vb"><h1>%s</h1><div class="tt">Ngày ban hành: 15/06/2011 | Lượt xem: 211 | <a href="/tai/qc.doc">Tải về</a></div><div class="vbnd"><p align="center"><a name="chuong_1"></a><b>Chương I</b></p><p align="center"><b>QUY ĐỊNH CHUNG</b></p><p><a name="dieu_1"></a><b>Điều 1. Phạm vi điều chỉnh</b></p><p>%s</p><p><a name="dieu_2"></a><b>Điều 2. Quyền của công dân</b></p><p>%s</p><p>a) Được cung cấp biểu mẫu miễn phí;</p><p>b) Được nhận giấy biên nhận hồ sơ;</p><p>c) Được trả lời bằng văn bản.</p><p align="center"><b>Chương II</b></p><p align="center"><b>TRÁCH NHIỆM TIẾP CÔNG DÂN</b></p><p><a name="dieu_3"></a><b>Điều 3. Trách nhiệm của Chủ tịch</b></p><p>%s</p></div></div><div class="vblq"><h3>Văn bản liên quan</h3><ul>%s</ul></div><div class="ft">Trang thông tin pháp luật huyện Tân Lạc</div></body></html>
''' % (t, menu(' | '), t, a[0], a[1], a[2], others(3, '<li><a href="/vb/%(i)d">%(t)s</a></li>'))
    return html, lines(t, '', '2011-06-15', 'Chương I QUY ĐỊNH CHUNG', 'Điều 1. Phạm vi điều chỉnh', a[0], 'Điều 2. Quyền của công dân', a[1], '- a) Được cung cấp biểu mẫu miễn phí;', '- b) Được nhận giấy biên nhận hồ sơ;', '- c) Được trả lời bằng văn bản.',
                       'Chương II TRÁCH NHIỆM TIẾP CÔNG DÂN', 'Điều 3. Trách nhiệm của Chủ tịch', a[2])


@shape(8)
def vov_like(n=3):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html><html><head><meta charset="utf-8"><title>%s | Đài Tiếng nói Hà Sen</title><meta name="description" content="%s"></head><body><div class="hd"><ul class="m">%s</ul></div><div class="wr"><div class="cl"><div class="bc"><a href="/">Trang chủ</a> / <a href="/tt">Thể thao</a></div><h1 class="h">%s</h1><div class="dt">Thứ 6, 15:02, 20/05/2011</div><div class="sp">(HSTV) - %s</div><div class="ct"><table class="body-image" align="center" border="0"><tbody><tr><td class="body-image-img"><img src="/i/co.jpg"></td></tr><tr><td class="body-image-cap">%s</td></tr></tbody></table><p>%s</p><p>%s</p><div class="clip"><p>Clip: Lễ khai mạc giải đấu</p><iframe src="/v/1"></iframe></div><p>%s</p><p>%s</p><p class="au">Thành Trung/HSTV</p></div><div class="tg">Tag: <a href="/t/1">cờ tướng</a></div><div class="rl"><b>Có thể bạn quan tâm</b><div><a href="/1">Đội vật thành phố giành ba huy chương</a></div><div><a href="/2">Khởi tranh giải bóng bàn công đoàn</a></div></div></div></div><div class="ft">Đài Tiếng nói Hà Sen. Tổng Giám đốc: Nguyễn Thế Kỷ</div></body></html>
''' % (t, lead, menu('', '<li><a href="/%d">%s</a></li>'), t, lead, CAPS[1], p[0], p[1], p[2], p[3])
    return html, lines(t, 'Thành Trung', '2011-05-20', '(HSTV) - ' + lead, '[' + CAPS[1] + ']', p[0], p[1], p[2], p[3])


@shape(8)
def center_all(n=2):
    t, lead, p = NEWS[n]
    html = '''<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=utf-8"><TITLE>Hội Y học cổ truyền</TITLE></HEAD><BODY><CENTER><TABLE WIDTH=640><TR><TD ALIGN=CENTER><IMG SRC=top.gif></TD></TR><TR><TD ALIGN=CENTER><FONT FACE="Arial" SIZE=2><A HREF=1.htm>Trang nhà</A> • <A HREF=2.htm>Cây thuốc</A> • <A HREF=3.htm>Bài thuốc</A> • <A HREF=4.htm>Hội viên</A></FONT></TD></TR><TR><TD><BR><FONT FACE="Arial" SIZE=4 COLOR=GREEN><B>%s</B></FONT><BR><FONT FACE="Arial" SIZE=1>Đăng ngày 18-9-2010, có 77 người đọc</FONT><BR><BR><FONT FACE="Arial" SIZE=2><B>%s</B><BR><BR>%s<BR><BR>%s<BR><BR><CENTER><IMG SRC=tram.jpg BORDER=0><BR><I>%s</I></CENTER><BR>%s<BR><BR>%s<BR><BR>%s<BR><BR></FONT></TD></TR><TR><TD ALIGN=RIGHT><FONT FACE="Arial" SIZE=2><B>Lương y Hà Văn Păn</B></FONT></TD></TR><TR><TD><HR><FONT FACE="Arial" SIZE=2><B>Bài cùng loại:</B><BR>%s</FONT></TD></TR></TABLE></CENTER></BODY></HTML>
''' % (t, lead, p[0], p[1], CAPS[3], p[2], p[3], p[4], others(3, '<A HREF=%(i)d.htm>%(t)s</A><BR>'))
    return html, lines(t, 'Lương y Hà Văn Păn', '2010-09-18', lead, p[0], p[1], '[' + CAPS[3] + ']', *p[2:])


@shape(8)
def accordion(n=9):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Chi tiết - Sở Công Thương</title></head><body><div class="page-wrapper"><div class="header-section"><div class="slogan">Sở Công Thương tỉnh</div></div><div class="mega-menu"><ul>%s</ul></div><div class="breadcrumbs"><span>Bạn đang ở đây:</span> <a href="/">Trang chủ</a> » Thương mại</div><div class="content-wrapper"><div class="item-detail"><div class="item-header"><h2 class="item-title">%s</h2><ul class="item-meta"><li><i class="icon-calendar"></i> 25/11/2019</li><li><i class="icon-user"></i> Mai Phương</li><li><i class="icon-eye"></i> 431</li></ul></div><div class="item-desc"><strong>%s</strong></div><div class="item-text"><p>%s</p><p>%s</p><ul class="gallery"><li><img src="/g/1.jpg"><span>Đóng gói thanh long trước khi xuất khẩu</span></li><li><img src="/g/2.jpg"><span>Kiểm tra mã số vùng trồng</span></li></ul><p>%s</p><p>%s</p><p>%s</p></div><div class="item-foot"><a class="btn-print">In</a><a class="btn-mail">Chia sẻ qua email</a><span>Cỡ chữ: <a>A-</a> <a>A+</a></span></div></div><div class="item-related"><h4>Tin bài liên quan</h4><ul>%s</ul></div></div><div class="footer-section">© Sở Công Thương. Địa chỉ: 05 Nguyễn Tất Thành</div></div></body></html>
''' % (menu('', '<li><a href="/%d">%s</a></li>'), t, lead, *p, others(3, '<li><a href="/%(i)d">%(t)s</a><span>%(d)s</span></li>'))
    return html, lines(t, 'Mai Phương', '2019-11-25', lead, p[0], p[1], '[Đóng gói thanh long trước khi xuất khẩu]', '[Kiểm tra mã số vùng trồng]', p[2], p[3], p[4])


@shape(8)
def wards(n=7):
    t, lead, p = NEWS[n]
    html = '''<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Phường Chiềng Sinh</title></head><body><div id="khung"><div id="dau"><h2>TRANG THÔNG TIN ĐIỆN TỬ PHƯỜNG CHIỀNG SINH</h2></div><div id="menu">%s</div><div id="trai"><b>Bộ máy tổ chức</b><br>Đảng ủy<br>HĐND<br>UBND<br>MTTQ<br><br><b>Văn bản</b><br><a href="/v">Văn bản phường</a></div><div id="giua"><span class="cm">Tin tức &gt; Đoàn thể</span><h3>%s</h3><span class="tg">Thứ Năm, 05/06/2014, 09:20</span><br><br><b>%s</b><br><br>%s<br><br>%s<br><br>%s<br><br>%s<br><br>%s<br><br><div style="text-align:right">Ban Biên tập</div><div class="in"><a href="#">In bài</a></div><b>Tin cũ hơn:</b><br>%s</div><div id="cuoi">Trụ sở UBND phường: Tổ 4, phường Chiềng Sinh - Điện thoại: 0223.874.xxx</div></div></body></html>
''' % (menu(''), t, lead, *p, others(4, '<a href="/%(i)d">%(t)s</a> (%(d)s)<br>'))
    return html, lines(t, 'Ban Biên tập', '2014-06-05', lead, *p)


@shape(9)
def district_asp(n=0):
    t, lead, p = NEWS[n]
    html = '''<html><head><title>UBND HUYEN TAN LAC</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body topmargin=0><table border=0 cellspacing=0 cellpadding=0 width=990 align=center><tr><td><img src=images/top1.jpg></td></tr><tr><td height=25 bgcolor=#1E6FB8 align=center>%s</td></tr><tr><td><table width=100%%><tr valign=top><td width=200 bgcolor=#EAF4FD><table width=100%%><tr><td bgcolor=#1E6FB8><font color=white><b>TIN NÓNG</b></font></td></tr><tr><td><marquee direction=up height=150>%s</marquee></td></tr></table></td><td width=590 style="padding:6px"><font color=#B30000 style="font-size:15px"><b>%s</b></font><br><font color=#888888 size=1>Cập nhật lúc 08:15 - 13/03/2012 | Đã xem: 301</font><br><br><b>%s</b><br><br><div align=justify>%s<br><br>%s<br><br><table align=center><tr><td><img src=upload/h1.jpg></td><td><img src=upload/h2.jpg></td></tr><tr><td align=center><i>Nạo vét kênh mương</i></td><td align=center><i>Trạm bơm dã chiến</i></td></tr></table><br>%s<br><br>%s<br><br>%s</div><p align=right><b>Bùi Thanh Lâm</b></p><p><a href=javascript:window.print()>In trang</a> | <a href=#>Gửi cho bạn bè</a> | <a href=javascript:history.back()>Quay lại</a></p><b>CÁC TIN KHÁC</b><br>%s</td><td width=200><b>Thăm dò ý kiến</b><br>Bạn đánh giá thế nào về trang web?<br>Tốt<br>Khá<br>Trung bình</td></tr></table></td></tr><tr><td align=center>Bản quyền © UBND huyện Tân Lạc - ĐT: 0218.3834.001 - Email: tanlac@example.vn</td></tr></table></body></html>
''' % (menu('&nbsp;|&nbsp;', '<a href=?m=%d><font color=white>%s</font></a>'), others(3, '<a href=?id=%(i)d>%(t)s</a><br><br>', 4), t, lead, *p, others(5, '- <a href=?id=%(i)d>%(t)s</a> (%(d)s)<br>'))
    return html, lines(t, 'Bùi Thanh Lâm', '2012-03-13', lead, p[0], p[1], '[Nạo vét kênh mương]', '[Trạm bơm dã chiến]', *p[2:])


@shape(9)
def portal_css(n=6):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Cổng thông tin điện tử Sở Nông nghiệp và PTNT</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/></head><body><div id="MainContainer"><div id="Banner"></div><div id="MainMenu"><ul>%s</ul></div><div id="Content"><div id="ColLeft"><div class="Block"><div class="BlockTitle">Danh mục</div><ul>%s</ul></div></div><div id="ColMain"><div class="ModuleTitle"><a href="/trong-trot">Trồng trọt</a></div><div class="NewsDetail"><div class="NewsDetail_Title">%s</div><div class="NewsDetail_Date">Ngày đăng tin: 11/06/2012 10:22:31</div><div class="NewsDetail_Sapo">%s</div><div class="NewsDetail_Content"><div>%s</div><div><br/></div><div>%s</div><div><br/></div><div><strong>1. Bảo vệ thiên địch</strong></div><div><br/></div><div>%s</div><div><br/></div><div><strong>2. Phun thuốc đúng cách</strong></div><div><br/></div><div>%s</div><div><br/></div><div>%s</div></div><div class="NewsDetail_Author">Nguồn: Chi cục Bảo vệ thực vật</div><div class="NewsDetail_Tools"><span>Chia sẻ:</span><a>Facebook</a><a>Zing Me</a></div></div><div class="NewsOther"><div class="NewsOther_Title">Tin cùng chuyên mục</div><ul>%s</ul><div class="Paging">Trang: 1 <a href="?p=2">2</a> <a href="?p=3">3</a></div></div></div></div><div id="Footer"><p>SỞ NÔNG NGHIỆP VÀ PTNT</p><p>Địa chỉ: 10 Lê Hồng Phong. Số giấy phép: 03/GP-TTĐT</p></div></div></body></html>
''' % (menu('', '<li><a href="/%d">%s</a></li>'), menu('', '<li><a href="/d%d">%s</a></li>', 5), t, lead, *p, others(4, '<li><a href="/%(i)d">%(t)s</a> <span class="NewsOther_Date">(%(d)s)</span></li>'))
    return html, lines(t, 'Chi cục Bảo vệ thực vật', '2012-06-11', lead, p[0], p[1], '1. Bảo vệ thiên địch', p[2], '2. Phun thuốc đúng cách', p[3], p[4])


@shape(9)
def old_school(n=8):
    t, lead, p = NEWS[n]
    html = '''<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Trường THPT Nguyễn Trãi</title></head><body bgcolor="#CCFFCC"><p align="center"><img src="truong.jpg"></p><p align="center"><b><font size="5" color="#FF0000">TRƯỜNG THPT NGUYỄN TRÃI</font></b></p><p align="center"><a href="index.html">Trang chủ</a> | <a href="gv.html">Giáo viên</a> | <a href="hs.html">Học sinh</a> | <a href="lich.html">Lịch công tác</a> | <a href="lh.html">Liên hệ</a></p><hr><p align="center"><b><font size="4">%s</font></b></p><p><i>Ngày đăng: 02/05/2009</i></p><p><b>%s</b></p><p>%s</p><p>%s</p><p>%s</p><p>%s</p><p align="right"><b>HIỆU TRƯỞNG</b><br><i>(Đã ký)</i><br><b>Đặng Quốc Toản</b></p><hr><p align="center"><a href="index.html"><b>Trở về trang chủ</b></a></p></body></html>
''' % (t, lead, *p)
    return html, lines(t, '', '2009-05-02', lead, *p, 'HIỆU TRƯỞNG (Đã ký) Đặng Quốc Toản')


@shape(9)
def tabbed(n=2):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html><html><head><meta charset="utf-8"><title>%s</title></head><body class="home-page"><div class="top-header"><div class="container"><span>Chào mừng bạn đến với Sở Y tế</span></div></div><div class="navbar"><ul class="nav navbar-nav">%s</ul></div><div class="container"><div class="row"><div class="col-md-9"><div class="panel panel-default"><div class="panel-heading"><h3 class="panel-title">TIN TỨC - SỰ KIỆN</h3></div><div class="panel-body"><h2 class="news-heading">%s</h2><p class="text-muted"><small><span class="glyphicon glyphicon-time"></span> 18/09/2010 07:42 - <span class="glyphicon glyphicon-eye-open"></span> 1022</small></p><p class="news-abstract"><b>%s</b></p><div class="news-html"><p>%s</p><p>%s</p><div class="thumbnail"><img src="/u/tram.jpg"><div class="caption text-center">%s</div></div><p>%s</p><p>%s</p><p>%s</p><p class="text-right"><b>Moong Văn Nghệ</b></p></div></div></div><div class="tab-content"><div class="tab-pane active"><h4>Tin mới nhất</h4><ul>%s</ul></div></div></div><div class="col-md-3"><div class="list-group"><a class="list-group-item" href="/1">Thủ tục hành chính</a><a class="list-group-item" href="/2">Lịch trực</a></div></div></div></div><footer><div class="container"><p>Sở Y tế - Giấy phép số 09/GP-TTĐT</p></div></footer></body></html>
''' % (t, menu('', '<li><a href="/%d">%s</a></li>'), t, lead, p[0], p[1], CAPS[3], p[2], p[3], p[4], others(3, '<li><a href="/%(i)d">%(t)s</a></li>'))
    return html, lines(t, 'Moong Văn Nghệ', '2010-09-18', lead, p[0], p[1], '[' + CAPS[3] + ']', *p[2:])


@shape(9)
def paper_2009(n=9):
    t, lead, p = NEWS[n]
    html = '''<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>Báo Bình Thuận điện tử</title></head><body><div id="page"><div id="top"><div id="date">Thứ sáu, ngày 27 tháng 11 năm 2009</div><div id="searchbox"><form><input name="q" value="Tìm kiếm..."/></form></div></div><div id="mainmenu">%s</div><div id="body"><div id="left"><div class="cat-title">KINH TẾ</div><div class="article-title">%s</div><div class="article-date">Cập nhật ngày: 25/11/2009 10:23:00</div><div class="article-lead"><p class="rtejustify"><strong><em>BT- %s</em></strong></p></div><div class="article-content"><p class="rtejustify">%s</p><p class="rtejustify">%s</p><table align="left" border="0" width="220"><tbody><tr><td><img alt="" src="/userfiles/tl.jpg" width="210" /></td></tr><tr><td><em><span style="font-size:10px">%s</span></em></td></tr></tbody></table><p class="rtejustify"><strong>Hợp đồng cả năm</strong></p><p class="rtejustify">%s</p><p class="rtejustify">%s</p><p class="rtejustify">%s</p><p class="rteright"><strong>K. Hằng</strong></p></div><div class="article-footer"><a href="#">Gửi bài viết này</a> <a href="#">In bài viết này</a></div><div class="other-title">Các tin khác</div><ul class="other-list">%s</ul></div><div id="right"><div class="ads"><img src="/ads/1.gif"/></div></div></div><div id="bottom">Báo Bình Thuận - Cơ quan của Đảng bộ Đảng Cộng sản Việt Nam tỉnh Bình Thuận. Tổng biên tập: Lê Thanh Ngân</div></div></body></html>
''' % (menu(' | '), t, lead, p[0], p[1], CAPS[3], p[2], p[3], p[4], others(4, '<li><a href="/%(i)d">%(t)s</a> (%(d)s)</li>'))
    return html, lines(t, 'K. Hằng', '2009-11-25', 'BT- ' + lead, p[0], p[1], '[' + CAPS[3] + ']', 'Hợp đồng cả năm', *p[2:])


@shape(9)
def feature_rows(n=5):
    t, lead, p = NEWS[n]
    html = '''<html><head><meta charset="utf-8"><title>Ban Quản lý Di tích - Tin chi tiết</title></head><body><table class="tbl0"><tr><td class="hd" colspan="3">&nbsp;</td></tr><tr><td class="c1"><div class="bx"><div class="bxt">Di tích</div><div class="bxc"><a href="/1">Đình Phú Thượng</a><br><a href="/2">Chùa Hương Sơn</a><br><a href="/3">Đền Ngọc Trai</a></div></div></td><td class="c2"><h3 class="tit">%s</h3><table class="inf" width="100%%"><tr><td>10/10/2012</td><td align="right">Số lần xem: 543</td></tr></table><p class="lead"><b>%s</b></p><p>%s</p><p>%s</p><p align="center"><img src="/a/1.jpg" width="450"/><br/><span class="cap">%s</span></p><p>%s</p><p>%s</p><p>%s</p><p align="right"><i>Bài và ảnh: Kim Ngân</i></p><table width="100%%"><tr><td><a href="#">Quay lại</a></td><td><a href="#">Lên đầu trang</a></td><td><a href="#">In</a></td></tr></table><div class="oth"><b>Tin mới hơn:</b><ul>%s</ul><b>Tin cũ hơn:</b><ul>%s</ul></div></td><td class="c3"><div class="bx"><div class="bxt">Video</div></div></td></tr><tr><td class="ft" colspan="3">Ban Quản lý Di tích - Điện thoại: 04.3753.xxxx</td></tr></table></body></html>
''' % (t, lead, p[0], p[1], CAPS[3], p[2], p[3], p[4], others(2, '<li><a href="/%(i)d">%(t)s</a> - %(d)s</li>'), others(3, '<li><a href="/%(i)d">%(t)s</a> - %(d)s</li>', 2))
    return html, lines(t, 'Kim Ngân', '2012-10-10', lead, p[0], p[1], '[' + CAPS[3] + ']', *p[2:])


@shape(9)
def union_word(n=4):
    t, lead, p = NEWS[n]
    m = '<p class="MsoNormal" style="line-height: 150%%; text-align: justify"><font face="Times New Roman" size="3"><span style="mso-spacerun: yes">&nbsp;&nbsp;&nbsp; </span>%s<o:p></o:p></font></p>\n<p class="MsoNormal"><font face="Times New Roman" size="3">&nbsp;<o:p></o:p></font></p>'
    html = '''<html><head><title>Công đoàn Dệt may - Chi tiết tin</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body><form id="aspnetForm" action="newsdetail.aspx?id=8"><table width="100%%"><tr><td class="header"><object data="flash/top.swf"></object></td></tr><tr><td><div class="AspNet-Menu-Horizontal"><ul class="AspNet-Menu">%s</ul></div></td></tr><tr><td><table><tr><td valign="top" class="colL"><div class="title">TIN MỚI</div><table id="ctl00_dlTinMoi">%s</table></td><td valign="top" class="colR"><span id="ctl00_cph_lblTitle" class="lblTitle">%s</span><br /><span id="ctl00_cph_lblDate" class="lblDate">(01/03/2013)</span><br /><br /><span id="ctl00_cph_lblSummary" class="lblSummary">%s</span><br /><br /><span id="ctl00_cph_lblContent">%s<p class="MsoNormal" align="right" style="text-align: right"><b><font face="Times New Roman" size="3">Trịnh Công Bằng<o:p></o:p></font></b></p></span><hr /><a id="ctl00_cph_lnkBack" href="#">Trở lại</a><br /><span class="lblOther">Các tin khác:</span><table id="ctl00_cph_dlOther">%s</table></td></tr></table></td></tr><tr><td class="footer">Công đoàn Dệt may - 36 Ông Ích Đường</td></tr></table></form></body></html>
''' % (menu('', '<li class="AspNet-Menu-Leaf"><a href="%d.aspx">%s</a></li>'), others(3, '<tr><td><a href="?id=%(i)d">%(t)s</a></td></tr>', 4), t, lead, '\n'.join(m % x for x in p), others(4, '<tr><td><a href="?id=%(i)d">%(t)s</a> <span>(%(d)s)</span></td></tr>'))
    return html, lines(t, 'Trịnh Công Bằng', '2013-03-01', lead, *p)


@shape(9)
def small_news(n=3):
    t, lead, p = NEWS[n]
    html = '''<html><head><meta charset="utf-8"><title>Tin vắn</title></head><body><div class="outer"><div class="logo-line">CLB CỜ TƯỚNG THÀNH SEN</div><div class="m"><a href="/">Trang chủ</a><a href="/t">Tin tức</a><a href="/v">Ván đấu hay</a><a href="/l">Liên hệ</a></div><div class="one"><h2>%s</h2><div class="by">Đăng bởi <b>Đặng Hữu Phúc</b> lúc 15:02 ngày 20/05/2011</div><p>%s</p><p>%s</p><p>%s</p><p>%s</p><p>%s</p></div><div class="two"><h3>Bài mới</h3><p><a href="/1">Cách khai cuộc pháo đầu</a></p><p><a href="/2">Thế trận bình phong mã</a></p></div><div class="three">Liên hệ: 0912 xxx xxx</div></div></body></html>
''' % (t, lead, *p)
    return html, lines(t, 'Đặng Hữu Phúc', '2011-05-20', lead, *p)


@shape(9)
def province_2015(n=1):
    t, lead, p = NEWS[n]
    html = '''<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Công an thị xã cảnh báo - Cổng thông tin điện tử tỉnh</title></head><body><div class="cp-header"></div><div class="cp-menu"><ul>%s</ul></div><div class="cp-body"><div class="cp-left"><div class="cp-path"><a href="/">Trang chủ</a><a href="/an-ninh">An ninh trật tự</a></div><h1 class="cp-title">%s</h1><div class="cp-date">16/07/2015 08:05:00 | <span class="cp-read">Đã xem: 99</span></div><div class="cp-func"><a href="#">Màu chữ</a><a href="#">Cỡ chữ</a><a href="#">Dịch thuật</a></div><div class="cp-summary">%s</div><div class="cp-content"><p>%s</p><p>%s</p><blockquote><p>%s</p></blockquote><p>%s</p><p>%s</p><p style="text-align:center"><img src="/i/cong-an.jpg" /></p><p style="text-align:center"><em>%s</em></p></div><div class="cp-author">Anh Khoa</div><div class="cp-source">Theo Báo Công an nhân dân</div><div class="cp-other"><div class="cp-other-h">Các tin khác</div><ul>%s</ul></div></div><div class="cp-right"><div>Liên kết nhanh</div><a href="/1">Dịch vụ công</a></div></div><div class="cp-footer"><p>Cơ quan chủ quản: UBND tỉnh</p></div></body></html>
''' % (menu('', '<li><a href="/%d">%s</a></li>'), t, lead, *p, CAPS[4], others(4, '<li><a href="/%(i)d">%(t)s</a></li>'))
    return html, lines(t, 'Anh Khoa', '2015-07-16', lead, *p, '[' + CAPS[4] + ']')


@shape(9)
def youth_table(n=7):
    t, lead, p = NEWS[n]
    html = '''<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Đoàn TNCS Hồ Chí Minh</title></head><body><table width="960" align="center"><tr><td><table width="100%%"><tr><td class="mn1"><a href="/">TRANG CHỦ</a></td><td class="mn1"><a href="/tt">TIN TỨC</a></td><td class="mn1"><a href="/pt">PHONG TRÀO</a></td><td class="mn1"><a href="/tl">TƯ LIỆU</a></td></tr></table></td></tr><tr><td><table width="100%%"><tr><td width="70%%" valign="top"><table width="100%%"><tr><td class="t1">PHONG TRÀO</td></tr><tr><td class="t2">%s</td></tr><tr><td class="t3">Thứ năm, 05.06.2014, 09:20am (GMT+7)</td></tr><tr><td class="t4"><i>%s</i></td></tr><tr><td class="t5">%s<br><br>%s<br><br>%s<br><br>%s<br><br>%s</td></tr><tr><td class="t6" align="right">Lò Anh Dũng</td></tr><tr><td class="t7"><img src="i.gif"> <a href="#">In bài viết</a> <img src="m.gif"> <a href="#">Gửi bài viết</a></td></tr></table><table width="100%%"><tr><td class="t8">BÀI VIẾT CÙNG CHỦ ĐỀ</td></tr>%s</table></td><td width="30%%" valign="top"><table width="100%%"><tr><td class="t8">ẢNH HOẠT ĐỘNG</td></tr><tr><td><img src="g1.jpg"></td></tr></table></td></tr></table></td></tr><tr><td class="ft">Ban Biên tập: 022.3852.xxx - Chịu trách nhiệm: Cầm Văn Thịnh, Bí thư Tỉnh Đoàn</td></tr></table></body></html>
''' % (t, lead, *p, others(4, '<tr><td class="t9"><a href="/%(i)d">%(t)s</a></td></tr>'))
    return html, lines(t, 'Lò Anh Dũng', '2014-06-05', lead, *p)


def main():
    folder = sys.argv[1]
    batch = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    os.makedirs(folder, exist_ok=True)
    for b, f in SHAPES:
        if batch and b != batch:
            continue
        html, truth = f()
        base = os.path.join(folder, 'old_' + f.__name__)
        with open(base + '.html', 'w', encoding='utf-8') as out:
            out.write(html)
        with open(base + '.txt', 'w', encoding='utf-8') as out:
            out.write(truth)


if __name__ == '__main__':
    main()
